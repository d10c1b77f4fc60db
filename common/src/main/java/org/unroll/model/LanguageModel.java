package org.unroll.model;

import java.util.Arrays;
import org.unroll.data.Batch;
import org.unroll.math.Seeds;
import org.unroll.nn.DropoutMask;
import org.unroll.nn.Gradient;
import org.unroll.nn.ParameterLayout;
import org.unroll.nn.Parameters;
import org.unroll.text.Vocabulary;

/**
 * A recurrent language model: the probability of each next token given those before it.
 *
 * <p>Not for use by several threads at once. Memory off the heap is freed by {@link #close} alone.
 */
public final class LanguageModel implements AutoCloseable {

  private final ModelConfig config;
  private final int vocabularySize;
  private final int timeSteps;
  private final int streams;
  private final Parameters parameters;
  private final Gradient gradient;
  private final ReferenceNetwork network;
  private final float[] scratch;

  /** Allocates parameters, their gradient and the workspace for batches of T x B. */
  public LanguageModel(ModelConfig config, int vocabularySize, int timeSteps, int streams) {
    this.config = config;
    this.vocabularySize = vocabularySize;
    this.timeSteps = timeSteps;
    this.streams = streams;
    ParameterLayout layout = layout(config, vocabularySize);
    this.parameters = new Parameters(layout);
    this.gradient = new Gradient(layout);
    this.network = new ReferenceNetwork(config, layout, vocabularySize, timeSteps, streams);
    this.scratch = new float[layout.size()];
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
    layout.add("embedding.weight", vocabularySize, config.embeddingSize());
    for (int layer = 0; layer < config.layers(); layer++) {
      int inputs = layer == 0 ? config.embeddingSize() : hidden;
      layout.add("rnn.weight_ih_l" + layer, gates, inputs);
      layout.add("rnn.weight_hh_l" + layer, gates, hidden);
      layout.add("rnn.bias_ih_l" + layer, gates);
      layout.add("rnn.bias_hh_l" + layer, gates);
    }
    if (!config.tied()) {
      layout.add("decoder.weight", vocabularySize, hidden);
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
    return config.layers() * states() * streams * config.hiddenSize();
  }

  private int states() {
    return config.cell() == CellKind.LSTM ? 2 : 1;
  }

  /** Replaces the state that the next batch begins with. */
  public void setState(float[] state) {
    int at = 0;
    for (double[][][] layer : network.state) {
      for (int s = 0; s < states(); s++) {
        for (double[] row : layer[s]) {
          for (int j = 0; j < row.length; j++) {
            row[j] = state[at++];
          }
        }
      }
    }
  }

  /** Copies the state that the next batch will begin with. */
  public void copyStateTo(float[] state) {
    int at = 0;
    for (double[][][] layer : network.state) {
      for (int s = 0; s < states(); s++) {
        for (double[] row : layer[s]) {
          for (double value : row) {
            state[at++] = (float) value;
          }
        }
      }
    }
  }

  /** Makes the next batch begin with zeros, as the first does. */
  public void clearState() {
    setState(new float[stateSize()]);
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
    load();
    double[][] masks = new double[config.layers() + 1][];
    for (int k = 0; k < masks.length; k++) {
      int width = k == 0 ? config.embeddingSize() : config.hiddenSize();
      float[] factors = new float[timeSteps * streams * width];
      DropoutMask.fill(factors, factors.length, config.dropout(), Seeds.mix(dropoutSeed, k));
      masks[k] = new double[factors.length];
      for (int i = 0; i < factors.length; i++) {
        masks[k][i] = factors[i];
      }
    }
    double loss = network.run(batch, masks, true, new double[0][]);
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] = (float) network.gradient[i];
    }
    gradient.buffer().put(0, scratch);
    gradient.clearRanges();
    gradient.addRange(0, scratch.length);
    return loss;
  }

  /**
   * Forward for one batch, without dropout; the state is carried as by {@link #backward}.
   *
   * @param sink receives each counted prediction, by rising time, then stream
   * @return the sum of -log p over the counted targets, in nats
   */
  public double evaluate(Batch batch, ScoreSink sink) {
    load();
    double[][] logits = new double[timeSteps * streams][vocabularySize];
    double loss = network.run(batch, new double[config.layers() + 1][0], false, logits);
    float[] scores = new float[vocabularySize];
    for (int row = 0; row < logits.length; row++) {
      if (batch.targets[row] != Vocabulary.PAD) {
        double largest = Arrays.stream(logits[row]).max().orElse(0);
        double sum = Arrays.stream(logits[row]).map(x -> Math.exp(x - largest)).sum();
        for (int v = 0; v < vocabularySize; v++) {
          scores[v] = (float) logits[row][v];
        }
        sink.accept(row / streams, row % streams, scores, 0, largest + Math.log(sum));
      }
    }
    return loss;
  }

  private void load() {
    parameters.copyTo(scratch);
    for (int i = 0; i < scratch.length; i++) {
      network.parameters[i] = scratch[i];
    }
  }

  /** Frees the memory off the heap at once. */
  @Override
  public void close() {
    parameters.close();
    gradient.close();
  }
}
