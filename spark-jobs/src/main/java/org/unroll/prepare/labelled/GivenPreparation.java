package org.unroll.prepare.labelled;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.data.labelled.ExampleSchema;
import org.unroll.dataset.Manifest;
import org.unroll.output.JobContext;
import org.unroll.prepare.GivenVocabulary;
import org.unroll.records.InputRecord;

/**
 * A preparation with the files of a model: of the same task all of them, so that the data suits
 * that model; of a language model the tokenizer and the vocabulary.
 */
final class GivenPreparation implements Preparation {

  private static final long serialVersionUID = 1L;

  private final Preparation preparation;

  /** Only needed where the data is learnt from, so it does not travel. */
  private final transient GivenVocabulary model;

  GivenPreparation(Preparation preparation, GivenVocabulary model) {
    this.preparation = preparation;
    this.model = model;
  }

  @Override
  public boolean needsTraining() {
    return !model.task().equals(preparation.task());
  }

  @Override
  public Map<String, String> learn(JobContext job, JavaRDD<InputRecord> training) {
    Map<String, String> files = new LinkedHashMap<>();
    if (needsTraining()) {
      files.putAll(preparation.learn(job, training));
    }
    files.putAll(model.files());
    return files;
  }

  @Override
  public Map<String, String> count(JavaRDD<InputRecord> training, Map<String, String> files) {
    return preparation.count(training, files);
  }

  @Override
  public List<Manifest.Source> sources() {
    return model.sources();
  }

  @Override
  public String task() {
    return preparation.task();
  }

  @Override
  public List<String> sections() {
    return preparation.sections();
  }

  @Override
  public List<String> inputColumns(InputRecord item) {
    return preparation.inputColumns(item);
  }

  @Override
  public List<String> targetColumns() {
    return preparation.targetColumns();
  }

  @Override
  public List<String> inputs(InputRecord item) {
    return preparation.inputs(item);
  }

  @Override
  public List<String> targets(InputRecord item) {
    return preparation.targets(item);
  }

  @Override
  public ExampleSchema schema() {
    return preparation.schema();
  }

  @Override
  public RecordEncoder encoder(Map<String, String> files) {
    return preparation.encoder(files);
  }
}
