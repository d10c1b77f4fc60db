package org.unroll.prepare.labelled;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.config.ClassificationKeys;
import org.unroll.data.labelled.ClassificationData;
import org.unroll.data.labelled.ExampleSchema;
import org.unroll.output.JobContext;
import org.unroll.records.InputRecord;

/** The preparation of texts with labels. */
final class TextClassificationPreparation extends ClassificationPreparation {

  private static final long serialVersionUID = 1L;

  private final TextColumn text;

  TextClassificationPreparation(ClassificationKeys keys, TextColumn text) {
    super(keys);
    this.text = text;
  }

  @Override
  public List<String> inputColumns(InputRecord item) {
    return List.of(text.name());
  }

  @Override
  Map<String, String> learnInputs(JobContext job, JavaRDD<InputRecord> training) {
    return text.learn(job, training);
  }

  @Override
  public ExampleSchema schema() {
    return ClassificationData.TEXTS;
  }

  @Override
  InputEncoder inputEncoder(Map<String, String> files) {
    return text.encoder(files)::ids;
  }
}
