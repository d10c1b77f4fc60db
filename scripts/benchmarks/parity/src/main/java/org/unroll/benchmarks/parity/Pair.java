package org.unroll.benchmarks.parity;

import java.util.Arrays;
import org.unroll.benchmarks.Preset;
import org.unroll.benchmarks.pytorch.TorchNetwork;
import org.unroll.data.Batch;
import org.unroll.model.LanguageModel;
import org.unroll.nn.ParameterLayout;
import org.unroll.text.Vocabulary;

/** Unroll's model and PyTorch's network, with the same parameters and a state of zeros. */
final class Pair implements AutoCloseable {

  private static final long SEED = 1;

  private final Subject subject;
  private final ParameterLayout layout;
  private final LanguageModel model;
  private final TorchNetwork network;

  Pair(Subject subject) {
    Preset preset = subject.preset();
    this.subject = subject;
    this.layout = LanguageModel.layout(subject.config(), preset.vocabularySize());
    this.model =
        new LanguageModel(
            subject.config(), preset.vocabularySize(), preset.timeSteps(), preset.streams());
    float[] parameters = new float[layout.size()];
    LanguageModel.initialize(parameters, layout, subject.config(), SEED);
    model.setParameters(parameters);
    this.network =
        Twin.of(
            subject.config(), preset.vocabularySize(), preset.streams(), layout, parameters);
  }

  LanguageModel model() {
    return model;
  }

  ParameterLayout layout() {
    return layout;
  }

  TorchNetwork network() {
    return network;
  }

  /** Unroll's logits {@code (T, B, V)}; zero where nothing is predicted. */
  float[] logits(Batch batch) {
    int vocabularySize = subject.preset().vocabularySize();
    float[] logits = new float[batch.targets.length * vocabularySize];
    model.evaluate(
        batch,
        (time, stream, scores, offset, logNormalizer) ->
            System.arraycopy(
                scores,
                offset,
                logits,
                (time * batch.streams() + stream) * vocabularySize,
                vocabularySize));
    return logits;
  }

  /** PyTorch's logits {@code (T, B, V)}; zero where nothing is predicted. */
  float[] torchLogits(Batch batch) {
    int vocabularySize = subject.preset().vocabularySize();
    float[] logits = network.logits(network.ids(batch.inputs));
    for (int i = 0; i < batch.targets.length; i++) {
      if (batch.targets[i] == Vocabulary.PAD) {
        Arrays.fill(logits, i * vocabularySize, (i + 1) * vocabularySize, 0);
      }
    }
    return logits;
  }

  /** Computes Unroll's gradient and returns its loss, summed over T and B. */
  double backward(Batch batch) {
    return model.backward(batch, 0);
  }

  /** Computes PyTorch's gradient and returns its loss, summed over T and B. */
  double torchBackward(Batch batch) {
    return network.backward(network.ids(batch.inputs), network.ids(batch.targets));
  }

  @Override
  public void close() {
    model.close();
  }
}
