package org.unroll.prepare.labelled;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.config.ClassificationKeys;
import org.unroll.data.labelled.Example;
import org.unroll.output.JobContext;
import org.unroll.records.InputRecord;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.classification.LabelSet;

/** The preparation of what has labels, be it texts or feature vectors. */
abstract class ClassificationPreparation implements Preparation {

  private static final long serialVersionUID = 1L;

  private final Labels labels;
  private final String labelColumn;

  ClassificationPreparation(ClassificationKeys keys) {
    this.labels = new Labels(keys);
    this.labelColumn = keys.labelColumn();
  }

  /** Learns what turns inputs into values; returns its files. */
  abstract Map<String, String> learnInputs(JobContext job, JavaRDD<InputRecord> training);

  /** Returns an encoder of inputs. */
  abstract InputEncoder inputEncoder(Map<String, String> files);

  /** The way from a record to the values of its input. */
  @FunctionalInterface
  interface InputEncoder {

    /** Returns ids, as {@code int[]}, or features, as {@code float[]}. */
    Object encode(InputRecord item);
  }

  @Override
  public final String task() {
    return ClassificationTask.NAME;
  }

  @Override
  public final List<String> sections() {
    return ClassificationKeys.DATA;
  }

  @Override
  public final List<String> targetColumns() {
    return List.of(labelColumn);
  }

  @Override
  public final List<String> targets(InputRecord item) {
    return labels.of(item);
  }

  @Override
  public final Map<String, String> learn(JobContext job, JavaRDD<InputRecord> training) {
    Map<String, String> files = new LinkedHashMap<>(learnInputs(job, training));
    files.putAll(labels.learn(training));
    return files;
  }

  @Override
  public final Map<String, String> count(JavaRDD<InputRecord> training, Map<String, String> files) {
    return labels.count(training, files);
  }

  @Override
  public final RecordEncoder encoder(Map<String, String> files) {
    LabelSet known = LabelSet.read(files, "the data");
    InputEncoder inputs = inputEncoder(files);
    return item -> {
      Object input = inputs.encode(item);
      Example example = new Example(input, labels.encode(item, known));
      return input instanceof int[] ids
          ? EncodedRecord.of(example, ids)
          : EncodedRecord.of(example);
    };
  }
}
