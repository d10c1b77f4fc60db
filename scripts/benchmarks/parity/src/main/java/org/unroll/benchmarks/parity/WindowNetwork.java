package org.unroll.benchmarks.parity;

import org.unroll.benchmarks.Preset;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.RecurrentStack;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.nn.input.Embedding;
import org.unroll.nn.output.SoftmaxOutput;
import org.unroll.task.language.ModelConfig;
import org.unroll.task.language.TokenBatch;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;





/**
 * A network that reads each window both ways, and so sees the words that it is asked for: as a
 * model that would be cheating, but the arithmetic is that of a tagger.
 */
final class WindowNetwork implements Network {

  private static final String EMBEDDING = "embedding.weight";
  private static final String RECURRENT = "rnn.";
  private static final String DECODER_WEIGHT = "decoder.weight";
  private static final String DECODER_BIAS = "decoder.bias";

  private final int batchSize;
  private final Parameters parameters;
  private final Gradient gradient;
  private final Embedding input;
  private final RecurrentStack network;
  private final SoftmaxOutput output;
  private final OffHeapFloats memory;
  private final Matrix vectors; // (T * B, E)

  WindowNetwork(Subject subject) {
    Preset preset = subject.preset();
    RecurrentConfig recurrent = recurrent(subject.config());
    TensorLayout layout = layout(subject.config(), recurrent, preset.vocabularySize());
    int rows = preset.tokensPerStep();
    this.batchSize = preset.batchSize();
    this.parameters = new Parameters(layout);
    this.gradient = new Gradient(layout);
    this.input = new Embedding(parameters, gradient, EMBEDDING);
    this.network =
        new RecurrentStack(recurrent, RECURRENT, preset.timeSteps(), batchSize, parameters, gradient);
    LinearWeights decoder = LinearWeights.of(parameters, gradient, DECODER_WEIGHT, DECODER_BIAS);
    this.output = new SoftmaxOutput(decoder, rows);
    this.memory = new OffHeapFloats(rows * recurrent.inputSize());
    this.vectors = Matrix.of(memory.buffer(), rows, recurrent.inputSize());
  }

  private static RecurrentConfig recurrent(ModelConfig config) {
    return new RecurrentConfig(
        config.stack(),
        config.input().embeddingSize(),
        RecurrentConfig.Direction.BIDIRECTIONAL,
        DropoutConfig.NONE);
  }

  private static TensorLayout layout(
      ModelConfig config, RecurrentConfig recurrent, int vocabularySize) {
    TensorLayout.Builder layout = TensorLayout.builder();
    layout.add(EMBEDDING, vocabularySize, config.input().embeddingSize());
    RecurrentStack.addTo(layout, RECURRENT, recurrent);
    layout.add(DECODER_WEIGHT, vocabularySize, recurrent.outputSize());
    layout.add(DECODER_BIAS, vocabularySize);
    return layout.build();
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public Gradient gradient() {
    return gradient;
  }

  @Override
  public float[] scores(TokenBatch batch) {
    int words = parameters.layout().slot(DECODER_BIAS).size();
    input.forward(batch.inputs.length, batch.inputs, vectors);
    output.forward(network.evaluate(vectors), batch.targets);
    float[] all = new float[batch.targets.length * words];
    for (int i = 0; i < output.counted(); i++) {
      System.arraycopy(output.scores(i), 0, all, output.row(i) * words, words);
    }
    return all;
  }

  @Override
  public double backward(TokenBatch batch) {
    input.forward(batch.inputs.length, batch.inputs, vectors);
    double loss = output.forward(network.forward(vectors, 0), batch.targets);
    input.clearGradient();
    output.backward(1.0 / batchSize, network.outputGradient());
    input.backward(batch.inputs.length, batch.inputs, network.backward());
    gradient.clearRanges();
    gradient.addRange(0, parameters.size());
    return loss;
  }

  @Override
  public void close() {
    parameters.close();
    gradient.close();
    network.close();
    output.close();
    memory.close();
  }
}
