package org.unroll.prepare.labelled;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.config.DescriptionKeys;
import org.unroll.data.labelled.DescriptionData;
import org.unroll.data.labelled.ExampleSchema;
import org.unroll.dataset.Split;
import org.unroll.output.JobContext;
import org.unroll.records.InputRecord;
import org.unroll.task.classification.FeatureScale;
import org.unroll.task.description.DescriptionTask;
import org.unroll.text.TextConfig;

/**
 * The preparation of feature vectors with texts that describe them. In the training split each text
 * is an example; in the others an item is one, with all of its texts.
 */
final class DescriptionPreparation implements Preparation {

  private static final long serialVersionUID = 1L;

  private final FeatureColumns features;
  private final TextColumn texts;

  DescriptionPreparation(DescriptionKeys keys, TextConfig config) {
    this.features =
        new FeatureColumns(
            keys.featureColumns(), List.of(keys.textsColumn()), FeatureColumns.Indicators.KEPT);
    this.texts = new TextColumn(keys.textsColumn(), config, TextColumn.Lines.JOINED);
  }

  @Override
  public String task() {
    return DescriptionTask.NAME;
  }

  @Override
  public List<String> sections() {
    return DescriptionKeys.DATA;
  }

  @Override
  public List<String> inputColumns(InputRecord item) {
    return features.columns(item);
  }

  @Override
  public List<String> targetColumns() {
    return List.of(texts.name());
  }

  @Override
  public Map<String, String> learn(JobContext job, JavaRDD<InputRecord> training) {
    job.spark().setJobDescription("measure the features");
    Map<String, String> files = new LinkedHashMap<>();
    files.put(FeatureScale.FILE, features.learn(training).toJson());
    files.putAll(texts.learn(job, training));
    return files;
  }

  @Override
  public ExampleSchema schema() {
    return DescriptionData.ITEMS;
  }

  @Override
  public RecordEncoder encoder(Map<String, String> files) {
    return new Items(FeatureScale.read(files, "the data"), texts.encoder(files));
  }

  private final class Items implements RecordEncoder {

    private final FeatureScale scale;
    private final TextColumn.Encoder encoder;

    Items(FeatureScale scale, TextColumn.Encoder encoder) {
      this.scale = scale;
      this.encoder = encoder;
    }

    @Override
    public EncodedRecord encode(InputRecord item) {
      return encoded(features.encode(item, scale), encoder.allIds(item));
    }

    @Override
    public List<EncodedRecord> encode(InputRecord item, Split split) {
      if (split != Split.TRAIN) {
        return List.of(encode(item));
      }
      float[] vector = features.encode(item, scale);
      List<EncodedRecord> all = new ArrayList<>();
      for (int[] ids : encoder.allIds(item)) {
        all.add(encoded(vector, List.of(ids)));
      }
      return all;
    }

    private EncodedRecord encoded(float[] vector, List<int[]> ids) {
      EncodedRecord encoded = EncodedRecord.of(DescriptionData.example(vector, ids));
      for (int[] text : ids) {
        encoded = encoded.with(text);
      }
      return encoded;
    }
  }
}
