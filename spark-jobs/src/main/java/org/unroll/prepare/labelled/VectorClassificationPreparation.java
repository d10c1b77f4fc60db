package org.unroll.prepare.labelled;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.config.ClassificationKeys;
import org.unroll.data.labelled.ClassificationData;
import org.unroll.data.labelled.ExampleSchema;
import org.unroll.output.JobContext;
import org.unroll.records.InputRecord;
import org.unroll.task.classification.FeatureScale;

/** The preparation of feature vectors with labels. */
final class VectorClassificationPreparation extends ClassificationPreparation {

  private static final long serialVersionUID = 1L;

  private final FeatureColumns features;

  VectorClassificationPreparation(ClassificationKeys keys) {
    super(keys);
    this.features =
        new FeatureColumns(
            keys.featureColumns(),
            List.of(keys.labelColumn()),
            FeatureColumns.Indicators.STANDARDIZED);
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
  Map<String, String> learnInputs(JobContext job, JavaRDD<InputRecord> training) {
    job.spark().setJobDescription("measure the features");
    return Map.of(FeatureScale.FILE, features.learn(training).toJson());
  }

  @Override
  public ExampleSchema schema() {
    return ClassificationData.VECTORS;
  }

  @Override
  InputEncoder inputEncoder(Map<String, String> files) {
    FeatureScale scale = FeatureScale.read(files, "the data");
    return item -> features.encode(item, scale);
  }
}
