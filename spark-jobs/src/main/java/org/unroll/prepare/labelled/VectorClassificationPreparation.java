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
import org.unroll.task.classification.FeatureScale;
import org.unroll.task.classification.LabelSet;

/** The preparation of feature vectors with labels. */
final class VectorClassificationPreparation implements Preparation {

  private static final long serialVersionUID = 1L;

  private final FeatureColumns features;
  private final Labels labels;
  private final String labelColumn;

  VectorClassificationPreparation(ClassificationKeys keys) {
    this.features =
        new FeatureColumns(
            keys.featureColumns(),
            List.of(keys.labelColumn()),
            FeatureColumns.Indicators.STANDARDIZED);
    this.labels = new Labels(keys);
    this.labelColumn = keys.labelColumn();
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
    return features.columns(item);
  }

  @Override
  public List<String> inputs(InputRecord item) {
    return features.values(item);
  }

  @Override
  public List<String> targetColumns() {
    return List.of(labelColumn);
  }

  @Override
  public Map<String, String> learn(JobContext job, JavaRDD<InputRecord> training) {
    job.spark().setJobDescription("measure the features");
    Map<String, String> files = new LinkedHashMap<>();
    files.put(FeatureScale.FILE, features.learn(training).toJson());
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
    return ClassificationData.VECTORS;
  }

  @Override
  public RecordEncoder encoder(Map<String, String> files) {
    LabelSet known = LabelSet.read(files, "the data");
    FeatureScale scale = FeatureScale.read(files, "the data");
    return item ->
        EncodedRecord.of(new Example(features.encode(item, scale), labels.encode(item, known)));
  }
}
