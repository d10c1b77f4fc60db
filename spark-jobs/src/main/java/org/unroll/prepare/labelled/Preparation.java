package org.unroll.prepare.labelled;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.data.labelled.ExampleSchema;
import org.unroll.output.JobContext;
import org.unroll.records.InputRecord;

/**
 * What a task learns from labelled data before any training, and makes of each record. It travels
 * to the executors.
 */
public interface Preparation extends Serializable {

  /** The name of the task. */
  String task();

  /** The sections of the configuration on which the data depends, besides {@code split}. */
  List<String> sections();

  /**
   * The columns of a record that are given, not predicted. Records that agree in them belong to the
   * same split.
   */
  List<String> inputColumns(InputRecord item);

  /** The columns of a record that are predicted. */
  List<String> targetColumns();

  /**
   * Learns vocabularies, labels and scales.
   *
   * @param training the records of the training split
   * @return the text files of the task, by name
   * @throws org.unroll.errors.BadDataException if the records are too few, naming what is missing
   */
  Map<String, String> learn(JobContext job, JavaRDD<InputRecord> training);

  /** The columns of examples. */
  ExampleSchema schema();

  /**
   * Returns an encoder of records.
   *
   * @param files as {@link #learn} returned them
   */
  RecordEncoder encoder(Map<String, String> files);
}
