package org.unroll.benchmarks.parity;

import org.unroll.benchmarks.Preset;
import org.unroll.benchmarks.pytorch.TorchNetwork;
import org.unroll.nn.output.OutputLayer;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.TokenBatch;
import org.unroll.tensor.TensorLayout;




import java.util.Arrays;

/** Unroll's network and PyTorch's, with the same parameters and a state of zeros. */
final class Pair implements AutoCloseable {

  private static final long SEED = 1;

  private final Subject subject;
  private final Network network;
  private final TorchNetwork torchNetwork;

  Pair(Subject subject) {
    Preset preset = subject.preset();
    this.subject = subject;
    this.network = Network.of(subject);
    TensorLayout layout = network.parameters().layout();
    float[] parameters = new float[layout.size()];
    LanguageModel.initialize(parameters, layout, subject.config(), SEED);
    network.parameters().set(parameters);
    this.torchNetwork =
        Twin.of(
            subject.config(),
            subject.direction(),
            preset.vocabularySize(),
            preset.batchSize(),
            layout,
            parameters);
  }

  Network network() {
    return network;
  }

  TorchNetwork torchNetwork() {
    return torchNetwork;
  }

  /** PyTorch's scores of all words, {@code (T, B, V)}; zero where nothing is predicted. */
  float[] torchScores(TokenBatch batch) {
    int vocabularySize = subject.preset().vocabularySize();
    float[] scores = torchNetwork.scores(torchNetwork.ids(batch.inputs));
    for (int i = 0; i < batch.targets.length; i++) {
      if (batch.targets[i] == OutputLayer.NO_TARGET) {
        Arrays.fill(scores, i * vocabularySize, (i + 1) * vocabularySize, 0);
      }
    }
    return scores;
  }

  /** Computes PyTorch's gradient and returns its loss, summed over T and B. */
  double torchBackward(TokenBatch batch) {
    return torchNetwork.backward(torchNetwork.ids(batch.inputs), torchNetwork.ids(batch.targets));
  }

  @Override
  public void close() {
    network.close();
  }
}
