package org.unroll.inference.prediction;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.DescriptionKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.task.classification.FeatureScale;
import org.unroll.task.description.Describer;
import org.unroll.task.description.DescriptionShape;
import org.unroll.task.description.DescriptionTask;
import org.unroll.task.generation.Hypothesis;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.generation.TargetText;
import org.unroll.task.generation.VocabularyText;
import org.unroll.tensor.TensorBlock;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;

/** A trained describer of feature vectors. */
final class DescriptionPredictor implements Predictor {

  private final FeatureScale scale;
  private final TargetText text;
  private final SearchConfig search;
  private final Describer describer;

  DescriptionPredictor(Checkpoint checkpoint) {
    UnrollConfig config = UnrollConfig.of(checkpoint);
    DescriptionKeys keys = new DescriptionKeys(config.keys());
    String folder = checkpoint.path().toString();
    scale = FeatureScale.read(checkpoint.taskFiles(), folder);
    Vocabulary vocabulary = VocabularyFiles.read(checkpoint.taskFiles(), folder);
    text = VocabularyText.of(config.text(), vocabulary);
    search = keys.search();
    DescriptionShape shape = keys.shape(scale.size(), vocabulary.size());
    DescriptionTask task =
        new DescriptionTask(keys.model(), shape, search, text, checkpoint.taskFiles());
    describer =
        new Describer(
            keys.model(),
            shape,
            new TensorBlock(task.layout(), checkpoint.values(task.layout()), Map.of()));
  }

  @Override
  public String task() {
    return DescriptionTask.NAME;
  }

  @Override
  public PredictionInput.Kind input() {
    return PredictionInput.Kind.FEATURES;
  }

  @Override
  public List<String> columns() {
    return scale.columnNames();
  }

  @Override
  public String schema() {
    return "description STRING, score DOUBLE";
  }

  @Override
  public List<Prediction> predict(List<PredictionInput> inputs) {
    float[][] features = new float[inputs.size()][];
    Arrays.setAll(
        features,
        i -> {
          float[] vector = inputs.get(i).asFeatures(scale.size());
          scale.apply(vector);
          return vector;
        });
    return describer.describe(features, search).stream()
        .map(found -> description(found.get(0)))
        .toList();
  }

  private Prediction description(Hypothesis best) {
    return new Description(text.text(best.tokens()), best.score());
  }

  @Override
  public void close() {
    describer.close();
  }
}
