package org.unroll.inference.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.ClassificationKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.task.batch.RaggedInts;
import org.unroll.task.classification.ClassificationConfig.Choice;
import org.unroll.task.classification.ClassificationNetwork;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.classification.FeatureScale;
import org.unroll.task.classification.LabelSet;
import org.unroll.task.classification.LabelledShard;
import org.unroll.text.TextEncoder;
import org.unroll.text.tokenizers.Tokenizers;
import org.unroll.text.tokenizers.VocabularyFiles;

/** A trained classifier of texts or of feature vectors. */
final class ClassificationPredictor implements Predictor {

  private static final int BATCH_SIZE = 32;

  private final ClassificationKeys keys;
  private final LabelSet labels;
  private final Inputs inputs;
  private final ClassificationNetwork network;

  ClassificationPredictor(Checkpoint checkpoint) {
    UnrollConfig config = UnrollConfig.of(checkpoint);
    String folder = checkpoint.path().toString();
    keys = new ClassificationKeys(config.keys());
    labels = LabelSet.read(checkpoint.taskFiles(), folder);
    inputs =
        keys.ofFeatures()
            ? new Vectors(FeatureScale.read(checkpoint.taskFiles(), folder))
            : new Texts(
                Tokenizers.encoder(
                    config.text(), VocabularyFiles.read(checkpoint.taskFiles(), folder)));
    float[] weights = new float[labels.size()];
    Arrays.fill(weights, 1);
    ClassificationTask task =
        new ClassificationTask(
            keys.model(inputs.size(), labels.size()),
            keys.maxLength(),
            weights,
            checkpoint.taskFiles());
    float[] values = checkpoint.values(task.layout());
    network = task.newNetwork(BATCH_SIZE);
    network.parameters().set(values);
  }

  @Override
  public String task() {
    return ClassificationTask.NAME;
  }

  @Override
  public PredictionInput.Kind input() {
    return keys.ofFeatures() ? PredictionInput.Kind.FEATURES : PredictionInput.Kind.TEXT;
  }

  @Override
  public List<String> columns() {
    return inputs instanceof Vectors vectors
        ? vectors.scale().columnNames()
        : List.of(keys.textColumn());
  }

  @Override
  public String schema() {
    return keys.choice() == Choice.SINGLE
        ? "label STRING, probability DOUBLE"
        : "labels ARRAY<STRING>, probabilities ARRAY<DOUBLE>";
  }

  @Override
  public List<Prediction> predict(List<PredictionInput> given) {
    float[] logProbabilities = network.logProbabilities(inputs.shard(given));
    int k = labels.size();
    return IntStream.range(0, given.size())
        .mapToObj(i -> prediction(Arrays.copyOfRange(logProbabilities, i * k, (i + 1) * k)))
        .toList();
  }

  private Prediction prediction(float[] logProbabilities) {
    List<Classification.Label> all = new ArrayList<>();
    for (int label = 0; label < logProbabilities.length; label++) {
      all.add(
          new Classification.Label(labels.label(label), StrictMath.exp(logProbabilities[label])));
    }
    List<String> chosen =
        Arrays.stream(keys.choice().chosen(logProbabilities, 0, logProbabilities.length))
            .mapToObj(labels::label)
            .toList();
    return new Classification(chosen, all, keys.choice() == Choice.SINGLE);
  }

  @Override
  public void close() {
    network.close();
  }

  /** The way from inputs to examples. */
  private sealed interface Inputs {

    /** The size of the vocabulary, or the number of features. */
    int size();

    /** Examples, whose labels do not count. */
    LabelledShard shard(List<PredictionInput> given);

    /** No labels for any of N examples. */
    static RaggedInts noLabels(int examples) {
      RaggedInts.Builder none = new RaggedInts.Builder();
      for (int i = 0; i < examples; i++) {
        none.add();
      }
      return none.build();
    }
  }

  private record Texts(TextEncoder encoder) implements Inputs {

    @Override
    public int size() {
      return encoder.vocabulary().size();
    }

    @Override
    public LabelledShard shard(List<PredictionInput> given) {
      RaggedInts.Builder tokens = new RaggedInts.Builder();
      for (PredictionInput input : given) {
        List<Integer> ids = new ArrayList<>();
        encoder.encodeText(input.asText(), (token, id) -> ids.add(id));
        tokens.add(ids.stream().mapToInt(Integer::intValue).toArray());
      }
      return LabelledShard.ofTexts(tokens.build(), Inputs.noLabels(given.size()));
    }
  }

  private record Vectors(FeatureScale scale) implements Inputs {

    @Override
    public int size() {
      return scale.size();
    }

    @Override
    public LabelledShard shard(List<PredictionInput> given) {
      float[] all = new float[given.size() * size()];
      for (int i = 0; i < given.size(); i++) {
        float[] features = given.get(i).asFeatures(size());
        scale.apply(features);
        System.arraycopy(features, 0, all, i * size(), size());
      }
      return LabelledShard.ofVectors(all, size(), Inputs.noLabels(given.size()));
    }
  }
}
