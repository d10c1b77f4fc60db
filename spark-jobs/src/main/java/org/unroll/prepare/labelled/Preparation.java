package org.unroll.prepare.labelled;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.data.labelled.ExampleSchema;
import org.unroll.dataset.Manifest;
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

  /** The columns of a record that are given, not predicted. */
  List<String> inputColumns(InputRecord item);

  /** The columns of a record that are predicted. */
  List<String> targetColumns();

  /**
   * Learns vocabularies, labels and scales: all that a model of this data must come with.
   *
   * @param training the records of the training split
   * @return the text files of the task, by name
   * @throws org.unroll.errors.BadDataException if the records are too few, naming what is missing
   */
  Map<String, String> learn(JobContext job, JavaRDD<InputRecord> training);

  /**
   * Counts what training needs to know of the records.
   *
   * @param training the records of the training split
   * @param files as {@link #learn} returned them, or those of a model
   * @return files with counts, which no model has, by name
   */
  default Map<String, String> count(JavaRDD<InputRecord> training, Map<String, String> files) {
    return Map.of();
  }

  /** Whether {@link #learn} needs records: not where a model gives all that could be learnt. */
  default boolean needsTraining() {
    return true;
  }

  /** What the data depends on besides the records and the configuration, such as a model. */
  default List<Manifest.Source> sources() {
    return List.of();
  }

  /**
   * The values of {@link #inputColumns} in a form that all formats of the input share. Records with
   * the same values belong to the same split.
   */
  default List<String> inputs(InputRecord item) {
    return RecordKeys.values(item, inputColumns(item));
  }

  /** The values of {@link #targetColumns} in such a form. */
  default List<String> targets(InputRecord item) {
    return RecordKeys.values(item, targetColumns());
  }

  /** The columns of examples. */
  ExampleSchema schema();

  /**
   * Returns an encoder of records.
   *
   * @param files as {@link #learn} returned them
   */
  RecordEncoder encoder(Map<String, String> files);
}
