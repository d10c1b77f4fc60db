package org.unroll.prepare.labelled;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.config.ClassificationKeys;
import org.unroll.data.labelled.ClassificationData;
import org.unroll.data.labelled.Example;
import org.unroll.data.labelled.ExampleSchema;
import org.unroll.output.JobContext;
import org.unroll.records.InputRecord;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.classification.LabelSet;

/** The preparation of texts with labels. */
final class TextClassificationPreparation implements Preparation {

  private static final long serialVersionUID = 1L;

  private final ClassificationKeys keys;
  private final Labels labels;
  private final TextColumn text;

  TextClassificationPreparation(ClassificationKeys keys, TextColumn text) {
    this.keys = keys;
    this.labels = new Labels(keys);
    this.text = text;
  }

  @Override
  public String task() {
    return ClassificationTask.NAME;
  }

  @Override
  public List<String> sections() {
    return ClassificationKeys.DATA;
  }

  @Override
  public List<String> inputColumns(InputRecord item) {
    return List.of(keys.textColumn());
  }

  @Override
  public List<String> targetColumns() {
    return List.of(keys.labelColumn());
  }

  @Override
  public Map<String, String> learn(JobContext job, JavaRDD<InputRecord> training) {
    Map<String, String> files = new LinkedHashMap<>(text.learn(job, training));
    files.putAll(labels.learn(training));
    return files;
  }

  @Override
  public Map<String, String> count(JavaRDD<InputRecord> training, Map<String, String> files) {
    return labels.count(training, files);
  }

  @Override
  public List<String> targets(InputRecord item) {
    return labels.of(item);
  }

  @Override
  public ExampleSchema schema() {
    return ClassificationData.TEXTS;
  }

  @Override
  public RecordEncoder encoder(Map<String, String> files) {
    LabelSet known = LabelSet.read(files, "the data");
    TextColumn.Encoder encoder = text.encoder(files);
    return item -> {
      int[] ids = encoder.ids(item);
      return EncodedRecord.of(new Example(ids, labels.encode(item, known)), ids);
    };
  }
}
