package org.unroll.task.description;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.nn.Dense;
import org.unroll.nn.InitialState;
import org.unroll.nn.RecurrentStack;
import org.unroll.nn.input.Embedding;
import org.unroll.nn.output.SoftmaxOutput;
import org.unroll.task.generation.OutputWeights;
import org.unroll.task.generation.TargetBatch;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * A describer in training: features start recurrent layers, which say a text token by token. It is
 * taught with the right tokens before each (teacher forcing), so all steps of a layer are one call.
 *
 * <p>Not for use by several threads at once. Memory off the heap is freed by {@link #close} alone.
 */
final class DescriptionModel implements AutoCloseable {

  static final String EMBEDDING = "embedding.weight";
  static final String STATE = "state";
  static final String INPUT = "input";
  static final String RECURRENT = "rnn.";
  static final String OUTPUT_BIAS = "output.bias";
  private static final String OUTPUT_WEIGHT = "output.weight";

  private final DescriptionConfig config;
  private final int batchSize;
  private final Parameters parameters;
  private final Gradient gradient;
  private final Embedding embedding;
  private final @Nullable InitialState initialState;
  private final @Nullable FeatureInput input;
  private final RecurrentStack network;
  private final SoftmaxOutput output;
  private final TargetBatch targets;
  private final OffHeapFloats memory;
  private final Matrix vectors; // (T * B, E)
  private final float[] state; // (L, S, B, H), its gradient
  private final float[] features; // (F)

  /**
   * Allocates parameters, their gradient and the workspace.
   *
   * @param batchSize B
   */
  DescriptionModel(DescriptionConfig config, DescriptionShape shape, int batchSize) {
    this.config = config;
    this.batchSize = batchSize;
    TensorLayout layout = layout(config, shape);
    this.parameters = new Parameters(layout);
    this.gradient = new Gradient(layout);
    this.embedding = new Embedding(parameters, gradient, EMBEDDING);
    this.initialState =
        config.features().makeState()
            ? new InitialState(parameters, gradient, STATE, batchSize, config.stack().hiddenSize())
            : null;
    this.input =
        config.features().areRead()
            ? new FeatureInput(parameters, gradient, INPUT, batchSize)
            : null;
    int leadingSteps = input == null ? 0 : 1;
    int steps = Math.addExact(shape.steps(), leadingSteps);
    this.network =
        new RecurrentStack(config.recurrent(), RECURRENT, steps, batchSize, parameters, gradient);
    int rows = Math.multiplyExact(steps, batchSize);
    this.output =
        new SoftmaxOutput(
            LinearWeights.of(parameters, gradient, outputWeight(config), OUTPUT_BIAS),
            rows,
            config.labelSmoothing());
    this.targets = new TargetBatch(steps, batchSize, leadingSteps);
    int width = config.embeddings().size();
    this.memory = new OffHeapFloats(Math.multiplyExact(rows, width));
    this.vectors = Matrix.of(memory.buffer(), rows, width);
    this.state = new float[network.stateSize()];
    this.features = new float[shape.features()];
  }

  /** The layout of a describer's parameters. */
  static TensorLayout layout(DescriptionConfig config, DescriptionShape shape) {
    TensorLayout.Builder layout = TensorLayout.builder();
    layout.add(EMBEDDING, shape.tokens(), config.embeddings().size());
    if (config.features().makeState()) {
      InitialState.addTo(layout, STATE, shape.features(), config.stateSize());
    }
    if (config.features().areRead()) {
      Dense.addTo(layout, INPUT, shape.features(), config.embeddings().size());
    }
    RecurrentStack.addTo(layout, RECURRENT, config.recurrent());
    if (config.embeddings().output() == OutputWeights.OWN) {
      layout.add(OUTPUT_WEIGHT, shape.tokens(), config.stack().hiddenSize());
    }
    layout.add(OUTPUT_BIAS, shape.tokens());
    return layout.build();
  }

  /** The tensor with the weights of the output layer, (V, H). */
  static String outputWeight(DescriptionConfig config) {
    return switch (config.embeddings().output()) {
      case OWN -> OUTPUT_WEIGHT;
      case TIED -> EMBEDDING;
    };
  }

  Parameters parameters() {
    return parameters;
  }

  Gradient gradient() {
    return gradient;
  }

  int batchSize() {
    return batchSize;
  }

  /** The number of targets in the last mini-batch. */
  long predictions() {
    return targets.predictions();
  }

  /**
   * Computes the loss of a mini-batch and its gradient, that of the sum of losses divided by B.
   *
   * @param texts at most B of them
   * @param dropoutSeed alone decides which connections are dropped
   * @return the sum of the losses, in nats
   */
  double backward(DescribedShard shard, int[] texts, long dropoutSeed) {
    read(shard, texts);
    double loss =
        output.forward(network.forward(vectors, targets.lengths(), dropoutSeed), targets.targets());
    output.backward(1.0 / batchSize, network.outputGradient());
    Arrays.fill(state, 0);
    Matrix dVectors = network.backward(state);
    if (initialState != null) {
      initialState.backward(state);
    }
    if (input != null) {
      input.backward(dVectors);
    }
    boolean tied = config.embeddings().output() == OutputWeights.TIED;
    if (!tied) {
      embedding.clearGradient();
    }
    embedding.backward(targets.rows(), targets.inputs(), dVectors);
    gradient.clearRanges();
    int first = 0;
    if (!tied) {
      embedding.addRanges(gradient);
      first = gradient.layout().slot(EMBEDDING).size();
    }
    gradient.addRange(first, gradient.layout().size());
    return loss;
  }

  /**
   * Computes {@code -log p} of some texts, {@code <eos>} included, without dropout and without
   * smoothing.
   *
   * @param texts at most B of them
   * @return the sum of the losses, in nats
   */
  double evaluate(DescribedShard shard, int[] texts) {
    read(shard, texts);
    int[] right = targets.targets();
    output.forward(network.evaluate(vectors, targets.lengths()), right);
    return output.negativeLogProbability(right);
  }

  private void read(DescribedShard shard, int[] texts) {
    targets.read(shard.texts(), texts);
    embedding.forward(targets.rows(), targets.inputs(), vectors);
    Arrays.fill(state, 0);
    network.setState(state);
    if (initialState != null) {
      readFeatures(shard, texts, initialState.input());
      network.setState(initialState.forward());
    }
    if (input != null) {
      readFeatures(shard, texts, input.features());
      input.forward(vectors);
    }
  }

  private void readFeatures(DescribedShard shard, int[] texts, Matrix rows) {
    for (int b = 0; b < batchSize; b++) {
      if (b < texts.length) {
        shard.copyFeatures(shard.item(texts[b]), features, 0);
        rows.put(b, 1, features, 0);
      } else {
        rows.clearRow(b);
      }
    }
  }

  @Override
  public void close() {
    parameters.close();
    gradient.close();
    network.close();
    memory.close();
    if (initialState != null) {
      initialState.close();
    }
    if (input != null) {
      input.close();
    }
  }
}
