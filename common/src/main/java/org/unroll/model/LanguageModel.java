package org.unroll.model;

import java.util.Objects;
import org.unroll.data.Batch;
import org.unroll.math.Matrix;
import org.unroll.math.NativeFloats;
import org.unroll.math.Seeds;
import org.unroll.nn.CellShape;
import org.unroll.nn.Dropout;
import org.unroll.nn.ElmanCell;
import org.unroll.nn.Embedding;
import org.unroll.nn.Gradient;
import org.unroll.nn.GruCell;
import org.unroll.nn.LectureGruCell;
import org.unroll.nn.LinearWeights;
import org.unroll.nn.LstmCell;
import org.unroll.nn.ParameterLayout;
import org.unroll.nn.Parameters;
import org.unroll.nn.RecurrentCell;
import org.unroll.nn.RecurrentLayer;
import org.unroll.nn.SoftmaxOutput;

/**
 * A recurrent language model: the probability of each next token given those before it.
 *
 * <p>Not for use by several threads at once. Memory off the heap is freed by {@link #close} alone.
 */
public final class LanguageModel implements AutoCloseable {

  private static final String EMBEDDING = "embedding.weight";
  private static final String DECODER = "decoder.weight";

  private final ModelConfig config;
  private final int vocabularySize;
  private final int timeSteps;
  private final int streams;
  private final Parameters parameters;
  private final Gradient gradient;
  private final Embedding embedding;
  private final RecurrentLayer[] layers;
  private final Dropout[] dropouts; // before each layer, and after the last
  private final SoftmaxOutput output;
  private final NativeFloats embeddedMemory;
  private final NativeFloats upstreamMemory;
  private final Matrix embedded; // (T * B, E)
  private final Matrix dEmbedded; // (T * B, E), the same memory as dHidden
  private final Matrix dHidden; // (T * B, H), the gradient on its way down
  private final Matrix[] inputs; // of each layer, (T * B, its width)
  private long preparedForward = -1;
  private long preparedBackward = -1;

  /** Allocates parameters, their gradient and the workspace for batches of T x B. */
  public LanguageModel(ModelConfig config, int vocabularySize, int timeSteps, int streams) {
    this.config = config;
    this.vocabularySize = vocabularySize;
    this.timeSteps = timeSteps;
    this.streams = streams;
    int rows = timeSteps * streams;
    int width = Math.max(config.embeddingSize(), config.hiddenSize());
    ParameterLayout layout = layout(config, vocabularySize);
    this.parameters = new Parameters(layout);
    this.gradient = new Gradient(layout);
    this.embedding = new Embedding(parameters, gradient, EMBEDDING);
    this.layers = new RecurrentLayer[config.layers()];
    this.dropouts = new Dropout[config.layers() + 1];
    this.inputs = new Matrix[config.layers()];
    CellShape shape = new CellShape(timeSteps, streams, config.hiddenSize());
    for (int layer = 0; layer < layers.length; layer++) {
      layers[layer] = layer(shape, layer);
      dropouts[layer] = new Dropout(config.dropout(), rows, inputSize(config, layer));
    }
    dropouts[layers.length] = new Dropout(config.dropout(), rows, config.hiddenSize());
    this.output =
        new SoftmaxOutput(weights(config.tied() ? EMBEDDING : DECODER, "decoder.bias"), rows);
    this.embeddedMemory = new NativeFloats(Math.multiplyExact(rows, config.embeddingSize()));
    this.upstreamMemory = new NativeFloats(Math.multiplyExact(rows, width));
    this.embedded = Matrix.of(embeddedMemory.buffer(), rows, config.embeddingSize());
    this.dEmbedded = Matrix.of(upstreamMemory.buffer(), rows, config.embeddingSize());
    this.dHidden = Matrix.of(upstreamMemory.buffer(), rows, config.hiddenSize());
  }

  private RecurrentLayer layer(CellShape shape, int layer) {
    LinearWeights recurrent = weights("rnn.weight_hh_l" + layer, "rnn.bias_hh_l" + layer);
    RecurrentCell cell =
        switch (config.cell()) {
          case RNN_TANH -> new ElmanCell(shape, recurrent, ElmanCell.Activation.TANH);
          case RNN_RELU -> new ElmanCell(shape, recurrent, ElmanCell.Activation.RELU);
          case LSTM -> new LstmCell(shape, recurrent);
          case GRU -> new GruCell(shape, recurrent);
          case GRU_LECTURE -> new LectureGruCell(shape, recurrent);
        };
    LinearWeights input = weights("rnn.weight_ih_l" + layer, "rnn.bias_ih_l" + layer);
    return new RecurrentLayer(shape, cell, input);
  }

  private LinearWeights weights(String weight, String bias) {
    return LinearWeights.of(parameters, gradient, weight, bias);
  }

  private static int inputSize(ModelConfig config, int layer) {
    return layer == 0 ? config.embeddingSize() : config.hiddenSize();
  }

  /** The layout of the parameters of a model, which needs not be made for it. */
  public static ParameterLayout layout(ModelConfig config, int vocabularySize) {
    int hidden = config.hiddenSize();
    int gates =
        hidden
            * switch (config.cell()) {
              case RNN_TANH, RNN_RELU -> 1;
              case GRU, GRU_LECTURE -> 3;
              case LSTM -> 4;
            };
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.add(EMBEDDING, vocabularySize, config.embeddingSize());
    for (int layer = 0; layer < config.layers(); layer++) {
      layout.add("rnn.weight_ih_l" + layer, gates, inputSize(config, layer));
      layout.add("rnn.weight_hh_l" + layer, gates, hidden);
      layout.add("rnn.bias_ih_l" + layer, gates);
      layout.add("rnn.bias_hh_l" + layer, gates);
    }
    if (!config.tied()) {
      layout.add(DECODER, vocabularySize, hidden);
    }
    layout.add("decoder.bias", vocabularySize);
    return layout.build();
  }

  /** Fills a block with values uniform in [-initialRange, initialRange), the same for a seed. */
  public static void initialize(
      float[] values, ParameterLayout layout, ModelConfig config, long seed) {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "expected " + layout.size() + " values, found " + values.length);
    }
    float range = (float) config.initialRange();
    for (int i = 0; i < values.length; i++) {
      values[i] = range * (2 * Seeds.uniform(seed, i) - 1);
    }
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
  public int streams() {
    return streams;
  }

  /** What the optimiser updates. */
  public Parameters parameters() {
    return parameters;
  }

  /** What {@link #backward} leaves for the optimiser. */
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
    return layers.length * layers[0].stateSize();
  }

  /** Replaces the state that the next batch begins with. */
  public void setState(float[] state) {
    checkSize(state);
    for (int layer = 0; layer < layers.length; layer++) {
      layers[layer].setState(state, layer * layers[layer].stateSize());
    }
  }

  /** Copies the state that the next batch will begin with. */
  public void copyStateTo(float[] state) {
    checkSize(state);
    for (int layer = 0; layer < layers.length; layer++) {
      layers[layer].copyStateTo(state, layer * layers[layer].stateSize());
    }
  }

  private void checkSize(float[] state) {
    if (state.length != stateSize()) {
      throw new IllegalArgumentException(
          "expected a state of " + stateSize() + " values, found " + state.length);
    }
  }

  /** Makes the next batch begin with zeros, as the first does. */
  public void clearState() {
    for (int stream = 0; stream < streams; stream++) {
      beginSequence(stream);
    }
  }

  private void beginSequence(int stream) {
    for (RecurrentLayer layer : layers) {
      layer.beginSequence(stream);
    }
  }

  /**
   * Forward and backward for one batch, by back-propagation through the T time steps (Werbos 1990).
   *
   * <p>A stream of which the batch says that a sequence begins starts from a zero state, the others
   * from the state they had at the end of the batch before. The gradient left in {@link #gradient}
   * is that of {@code (1/B) sum -log p} over the counted targets, those that are not padding.
   *
   * @param dropoutSeed decides which connections are dropped, and nothing else does
   * @return the sum of -log p over the counted targets, in nats
   */
  public double backward(Batch batch, long dropoutSeed) {
    begin(batch);
    Matrix x = embedded;
    for (int layer = 0; layer < layers.length; layer++) {
      inputs[layer] = dropouts[layer].forward(x, Seeds.mix(dropoutSeed, layer));
      layers[layer].forward(inputs[layer]);
      x = layers[layer].output();
    }
    x = dropouts[layers.length].forward(x, Seeds.mix(dropoutSeed, layers.length));
    double loss = output.forward(x, batch.targets);
    differentiate(batch);
    carry();
    return loss;
  }

  private void differentiate(Batch batch) {
    prepareBackward();
    embedding.clearGradient();
    output.backward(1.0 / streams, dHidden);
    dropouts[layers.length].backward(dHidden);
    for (int layer = layers.length - 1; layer >= 0; layer--) {
      Matrix dInput = layer == 0 ? dEmbedded : dHidden;
      layers[layer].backward(inputs[layer], dHidden, dInput);
      dropouts[layer].backward(dInput);
    }
    embedding.backward(batch.inputs, dEmbedded);
    gradient.clearRanges();
    if (config.tied()) {
      gradient.addRange(0, parameters.size());
    } else {
      embedding.addRanges(gradient);
      gradient.addRange(vocabularySize * config.embeddingSize(), parameters.size());
    }
  }

  /**
   * Forward for one batch, without dropout; the state is carried as by {@link #backward}.
   *
   * @param sink receives each counted prediction, by rising time, then stream
   * @return the sum of -log p over the counted targets, in nats
   */
  public double evaluate(Batch batch, ScoreSink sink) {
    begin(batch);
    Matrix x = embedded;
    for (RecurrentLayer layer : layers) {
      layer.forward(x);
      x = layer.output();
    }
    double loss = output.forward(x, batch.targets);
    carry();
    for (int i = 0; sink != ScoreSink.NONE && i < output.counted(); i++) {
      int row = output.row(i);
      sink.accept(row / streams, row % streams, output.scores(i), 0, output.logNormalizer(i));
    }
    return loss;
  }

  /** Readies weights, states and the embedded ids. */
  private void begin(Batch batch) {
    check(batch);
    if (preparedForward != parameters.version()) {
      for (RecurrentLayer layer : layers) {
        layer.prepareForward();
      }
      preparedForward = parameters.version();
    }
    for (int stream = 0; stream < streams; stream++) {
      if (batch.startsSequence[stream]) {
        beginSequence(stream);
      }
    }
    embedding.forward(batch.inputs, embedded);
  }

  private void prepareBackward() {
    if (preparedBackward != parameters.version()) {
      for (RecurrentLayer layer : layers) {
        layer.prepareBackward();
      }
      preparedBackward = parameters.version();
    }
  }

  private void check(Batch batch) {
    if (batch.timeSteps() != timeSteps || batch.streams() != streams) {
      throw new IllegalArgumentException(
          String.format(
              "expected a batch of %d steps and %d streams, found %d and %d",
              timeSteps, streams, batch.timeSteps(), batch.streams()));
    }
    for (int i = 0; i < batch.inputs.length; i++) {
      Objects.checkIndex(batch.inputs[i], vocabularySize);
      Objects.checkIndex(batch.targets[i], vocabularySize);
    }
  }

  private void carry() {
    for (RecurrentLayer layer : layers) {
      layer.carry();
    }
  }

  /** Frees the memory off the heap at once. */
  @Override
  public void close() {
    parameters.close();
    gradient.close();
    output.close();
    embeddedMemory.close();
    upstreamMemory.close();
    for (RecurrentLayer layer : layers) {
      layer.close();
    }
    for (Dropout dropout : dropouts) {
      dropout.close();
    }
  }
}
