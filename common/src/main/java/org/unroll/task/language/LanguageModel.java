package org.unroll.task.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.unroll.errors.ConfigurationException;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.nn.Initializer;
import org.unroll.nn.RecurrentStack;
import org.unroll.nn.input.Embedding;
import org.unroll.nn.input.InputConfig;
import org.unroll.nn.input.OneHotInput;
import org.unroll.nn.input.TokenInput;
import org.unroll.nn.output.AdaptiveSoftmaxOutput;
import org.unroll.nn.output.AdaptiveSoftmaxShape;
import org.unroll.nn.output.LogitsConsumer;
import org.unroll.nn.output.OutputConfig;
import org.unroll.nn.output.OutputLayer;
import org.unroll.nn.output.SoftmaxOutput;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * A recurrent language model: the probability of each next token given those before it.
 *
 * <p>Not for use by several threads at once. Memory off the heap is freed by {@link #close} alone;
 * {@link ModelMemory} says how much there is.
 */
public final class LanguageModel implements AutoCloseable {

  /** The tensor of the embedding, (V, E). */
  public static final String EMBEDDING = "embedding.weight";

  static final String RECURRENT = "rnn.";
  static final String DECODER = "decoder.";
  private static final String DECODER_WEIGHT = "decoder.weight";
  static final String DECODER_BIAS = "decoder.bias";

  private final ModelConfig config;
  private final int vocabularySize;
  private final int timeSteps;
  private final int batchSize;
  private final Parameters parameters;
  private final Gradient gradient;
  private final TokenInput input;
  private final RecurrentStack network;
  private final OutputLayer output;
  private final OffHeapFloats inputMemory;
  private final Matrix vectors; // (T * B, I): what the ids stand for

  /**
   * Allocates parameters, their gradient and the workspace for batches of T x B.
   *
   * @throws ConfigurationException if the configuration does not fit the vocabulary
   */
  public LanguageModel(ModelConfig config, int vocabularySize, int timeSteps, int batchSize) {
    this.config = config;
    this.vocabularySize = vocabularySize;
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    int rows = timeSteps * batchSize;
    TensorLayout layout = layout(config, vocabularySize);
    this.parameters = new Parameters(layout);
    this.gradient = new Gradient(layout);
    this.input =
        switch (config.input().kind()) {
          case EMBEDDING -> new Embedding(parameters, gradient, EMBEDDING);
          case ONE_HOT -> new OneHotInput(vocabularySize);
        };
    this.network =
        new RecurrentStack(
            config.recurrent(vocabularySize),
            RECURRENT,
            timeSteps,
            batchSize,
            parameters,
            gradient);
    this.output = output(rows);
    int width = config.input().size(vocabularySize);
    this.inputMemory = new OffHeapFloats(Math.multiplyExact(rows, width));
    this.vectors = Matrix.of(inputMemory.buffer(), rows, width);
  }

  private OutputLayer output(int rows) {
    return switch (config.output().kind(vocabularySize)) {
      case SOFTMAX ->
          new SoftmaxOutput(
              LinearWeights.of(parameters, gradient, decoderWeight(config), DECODER_BIAS), rows);
      case ADAPTIVE ->
          new AdaptiveSoftmaxOutput(
              adaptiveShape(config, vocabularySize), parameters, gradient, DECODER, rows);
      case AUTO -> throw new IllegalStateException("decided by now");
    };
  }

  /** The tensor with the weights of a softmax. */
  static String decoderWeight(ModelConfig config) {
    return config.output().tied() ? EMBEDDING : DECODER_WEIGHT;
  }

  static AdaptiveSoftmaxShape adaptiveShape(ModelConfig config, int vocabularySize) {
    int size = config.output().cutoffs().size();
    if (size == 0 || config.output().cutoffs().get(size - 1) >= vocabularySize) {
      throw new ConfigurationException(
          "model.cutoffs must be rising numbers below the vocabulary size "
              + vocabularySize
              + ", found "
              + (size == 0 ? "none" : config.output().cutoffs()));
    }
    return new AdaptiveSoftmaxShape(
        vocabularySize, config.stack().hiddenSize(), config.output().cutoffs());
  }

  /**
   * The layout of a model's parameters, without making the model.
   *
   * @throws ConfigurationException if the configuration does not fit the vocabulary
   */
  public static TensorLayout layout(ModelConfig config, int vocabularySize) {
    TensorLayout.Builder layout = TensorLayout.builder();
    if (config.input().kind() == InputConfig.Kind.EMBEDDING) {
      layout.add(EMBEDDING, vocabularySize, config.input().embeddingSize());
    }
    RecurrentStack.addTo(layout, RECURRENT, config.recurrent(vocabularySize));
    if (config.output().kind(vocabularySize) == OutputConfig.Kind.ADAPTIVE) {
      adaptiveShape(config, vocabularySize).addTo(layout, DECODER);
      return layout.build();
    }
    if (!config.output().tied()) {
      layout.add(DECODER_WEIGHT, vocabularySize, config.stack().hiddenSize());
    }
    layout.add(DECODER_BIAS, vocabularySize);
    return layout.build();
  }

  /** The names of the tensors of the input and of the recurrent layers, from the input up. */
  static List<List<String>> layers(ModelConfig config, int vocabularySize) {
    List<List<String>> layers = new ArrayList<>();
    if (config.input().kind() == InputConfig.Kind.EMBEDDING) {
      layers.add(List.of(EMBEDDING));
    }
    layers.addAll(RecurrentStack.names(RECURRENT, config.recurrent(vocabularySize)));
    return layers;
  }

  /** Fills a block with initial values, the same for a seed. */
  public static void initialize(
      float[] values, TensorLayout layout, ModelConfig config, long seed) {
    Initializer.fill(
        values, layout, config.initial().distribution(), config.initial().range(), seed);
  }

  public ModelConfig config() {
    return config;
  }

  public int vocabularySize() {
    return vocabularySize;
  }

  /** T. */
  public int timeSteps() {
    return timeSteps;
  }

  /** B. */
  public int batchSize() {
    return batchSize;
  }

  /** The parameters, which the optimiser updates. */
  public Parameters parameters() {
    return parameters;
  }

  /** The gradient that {@link #backward} computes. */
  public Gradient gradient() {
    return gradient;
  }

  /** Replaces all parameters, in layout order. */
  public void setParameters(float[] values) {
    parameters.set(values);
  }

  /** Copies all parameters, in layout order. */
  public void copyParametersTo(float[] values) {
    parameters.copyTo(values);
  }

  /** The size of the carried state: (L, S, B, H), with S = 2 (h, c) for an LSTM and 1 (h) else. */
  public int stateSize() {
    return network.stateSize();
  }

  /** Replaces the state that the next batch begins with. */
  public void setState(float[] state) {
    network.setState(state);
  }

  /** Copies the state that the next batch will begin with. */
  public void copyStateTo(float[] state) {
    network.copyStateTo(state);
  }

  /** Makes the next batch begin with zeros, as the first does. */
  public void clearState() {
    for (int stream = 0; stream < batchSize; stream++) {
      network.beginSequence(stream);
    }
  }

  /**
   * Computes the loss of a batch and its gradient, by back-propagation through the T time steps
   * (Werbos 1990).
   *
   * <p>A stream of which the batch says that a sequence begins starts from a zero state, the others
   * from the state they had at the end of the batch before. The gradient left in {@link #gradient}
   * is that of {@code (1/B) sum -log p} over the counted targets.
   *
   * @param dropoutSeed decides which connections are dropped, and nothing else does
   * @return the sum of -log p over the counted targets, in nats
   */
  public double backward(TokenBatch batch, long dropoutSeed) {
    begin(batch);
    Matrix hidden = network.forward(vectors, dropoutSeed);
    double loss = output.forward(hidden, batch.targets);
    input.clearGradient();
    output.backward(1.0 / batchSize, network.outputGradient());
    input.backward(batch.inputs.length, batch.inputs, network.backward());
    describeGradient();
    network.carry();
    return loss;
  }

  private void describeGradient() {
    gradient.clearRanges();
    if (config.output().tied() || config.input().kind() == InputConfig.Kind.ONE_HOT) {
      gradient.addRange(0, parameters.size());
    } else {
      input.addRanges(gradient);
      gradient.addRange(vocabularySize * config.input().embeddingSize(), parameters.size());
    }
  }

  /**
   * Computes the loss of a batch without dropout; the state is carried as by {@link #backward}.
   *
   * @param sink receives each counted prediction, by rising time, then stream
   * @return the sum of -log p over the counted targets, in nats
   */
  public double evaluate(TokenBatch batch, LogitsConsumer sink) {
    begin(batch);
    double loss = output.forward(network.evaluate(vectors), batch.targets);
    network.carry();
    for (int i = 0; sink != LogitsConsumer.NONE && i < output.counted(); i++) {
      int row = output.row(i);
      sink.accept(row / batchSize, row % batchSize, output.scores(i), output.logSumExp(i));
    }
    return loss;
  }

  /** Prepares the states and the vectors of the ids. */
  private void begin(TokenBatch batch) {
    check(batch);
    for (int stream = 0; stream < batchSize; stream++) {
      if (batch.startsSequence[stream]) {
        network.beginSequence(stream);
      }
    }
    input.forward(batch.inputs.length, batch.inputs, vectors);
  }

  private void check(TokenBatch batch) {
    if (batch.timeSteps() != timeSteps || batch.batchSize() != batchSize) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a batch of %d steps and %d streams, found %d and %d",
              timeSteps,
              batchSize,
              batch.timeSteps(),
              batch.batchSize()));
    }
    for (int i = 0; i < batch.inputs.length; i++) {
      Objects.checkIndex(batch.inputs[i], vocabularySize);
      if (batch.targets[i] != OutputLayer.NO_TARGET) {
        Objects.checkIndex(batch.targets[i], vocabularySize);
      }
    }
  }

  /** Frees the memory off the heap at once. */
  @Override
  public void close() {
    parameters.close();
    gradient.close();
    network.close();
    output.close();
    inputMemory.close();
  }
}
