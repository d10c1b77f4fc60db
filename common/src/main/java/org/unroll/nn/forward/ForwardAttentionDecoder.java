package org.unroll.nn.forward;

import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.math.SharedWeights;
import org.unroll.math.VectorMath;
import org.unroll.nn.StackConfig;
import org.unroll.nn.attention.AttentionDecoderConfig;
import org.unroll.tensor.TensorBlock;

/**
 * A decoder with attention, for prediction: one step of what a {@link
 * org.unroll.nn.attention.AttentionDecoder} computes without dropout, of any number of rows. It
 * holds weights alone, so threads may share it.
 */
public final class ForwardAttentionDecoder implements AutoCloseable {

  private final AttentionDecoderConfig config;
  private final StackConfig stack;
  private final TokenVectors vectors;
  private final PackedLinear input; // (G * H, E)
  private final SharedWeights feed; // (G * H, A)
  private final ForwardCell cell;
  private final SharedWeights query; // (N, H)
  private final PackedLinear key; // (N, C)
  private final float[] energy; // (N)
  private final SharedWeights combine; // (A, H + C)

  /**
   * Packs the weights of a decoder.
   *
   * @param prefix of the tensors' names, such as {@code decoder.}
   * @param vectors what the decoder reads, (V, E)
   */
  public ForwardAttentionDecoder(
      AttentionDecoderConfig config, String prefix, TensorBlock tensors, TokenVectors vectors) {
    this.config = config;
    this.stack = new StackConfig(config.cell(), 1, config.hiddenSize(), true);
    this.vectors = vectors;
    ForwardWeights weights = new ForwardWeights(stack, prefix + "rnn.", tensors);
    Matrix all = weights.inputWeight("_l0");
    this.input =
        new PackedLinear(
            new SharedWeights(all.columns(0, config.inputSize())), weights.inputBias("_l0"));
    this.feed = new SharedWeights(all.columns(config.inputSize(), config.feedSize()));
    this.cell = weights.cell("_l0");
    this.query = new SharedWeights(tensors.matrix(prefix + "attention.query.weight"));
    this.key = PackedLinear.of(tensors.matrix(prefix + "attention.key.weight"));
    this.energy = new float[config.attentionSize()];
    tensors.view(prefix + "attention.energy.weight").get(0, energy);
    this.combine = new SharedWeights(tensors.matrix(prefix + "combine.weight"));
  }

  /** The size of a cell's state, (S, H). */
  public int cellStateSize() {
    return cell.states() * config.hiddenSize();
  }

  /** The size of a hypothesis' state: that of the cell, then the output of the step before, (A). */
  public int stateSize() {
    return cellStateSize() + config.outputSize();
  }

  /** The sources of a search, and the memory of its steps. Not for several threads at once. */
  public final class Search {

    private final ForwardEncoder.Encoded sources;
    private final float[] keys; // (rows, N)
    private int capacity;
    private ForwardWorkspace workspace = newWorkspace(1);
    private float[] inputs = {}; // (R, E)
    private float[] feeds = {}; // (R, A)
    private float[] queries = {}; // (R, N)
    private float[] joined = {}; // (R, H + C)
    private float[] sums = {}; // (R, A)
    private float[] outputs = {}; // (R, A)
    private final float[] sum = new float[energy.length];
    private final float[] activation = new float[energy.length];

    private Search(ForwardEncoder.Encoded sources) {
      this.sources = sources;
      int rows = sources.offsets()[sources.offsets().length - 1];
      this.keys = new float[rows * energy.length];
      key.apply(rows, sources.vectors(), 0, config.sourceSize(), keys, 0, energy.length);
    }

    private ForwardWorkspace newWorkspace(int rows) {
      return new ForwardWorkspace(stack, config.hiddenSize(), cell.states(), rows);
    }

    private void reserve(int rows) {
      if (rows > capacity) {
        capacity = rows;
        workspace = newWorkspace(rows);
        inputs = new float[rows * config.inputSize()];
        feeds = new float[rows * config.outputSize()];
        queries = new float[rows * energy.length];
        joined = new float[rows * (config.hiddenSize() + config.sourceSize())];
        sums = new float[rows * config.outputSize()];
        outputs = new float[rows * config.outputSize()];
      }
    }

    /**
     * Takes one step of some hypotheses.
     *
     * @param tokens that they read
     * @param ofSources the index of the source of each
     * @param states of each, {@link #stateSize} values; replaced by those after the step
     * @return the weights of the attention, for each as many as its source has positions
     */
    public float[][] step(int[] tokens, int[] ofSources, float[][] states) {
      int rows = tokens.length;
      reserve(rows);
      readTokens(tokens, states);
      cell.step(0, rows, workspace);
      float[][] attention = attend(ofSources);
      int width = config.outputSize();
      int joinedWidth = config.hiddenSize() + config.sourceSize();
      Arrays.fill(sums, 0, rows * width, 0);
      combine.multiplyAdd(rows, joined, 0, joinedWidth, sums, 0, width);
      VectorMath.tanh(sums, 0, outputs, 0, rows * width);
      for (int r = 0; r < rows; r++) {
        copyStates(workspace.after, states[r], r, rows, false);
        System.arraycopy(outputs, r * width, states[r], cellStateSize(), width);
      }
      return attention;
    }

    /** The outputs of the last step, (rows, A). */
    public float[] outputs() {
      return outputs;
    }

    private void readTokens(int[] tokens, float[][] states) {
      int rows = tokens.length;
      int gates = stack.gates() * config.hiddenSize();
      for (int r = 0; r < rows; r++) {
        vectors.copy(tokens[r], inputs, r * config.inputSize());
        System.arraycopy(
            states[r], cellStateSize(), feeds, r * config.outputSize(), config.outputSize());
        copyStates(workspace.before, states[r], r, rows, true);
      }
      input.apply(rows, inputs, 0, config.inputSize(), workspace.pre, 0, gates);
      if (config.feedSize() > 0) {
        feed.multiplyAdd(rows, feeds, 0, config.outputSize(), workspace.pre, 0, gates);
      }
    }

    /** Copies the state vectors of one row between a workspace, (S, rows, H), and a state. */
    private void copyStates(float[] all, float[] state, int row, int rows, boolean toWorkspace) {
      int units = config.hiddenSize();
      for (int s = 0; s < cell.states(); s++) {
        int at = (s * rows + row) * units;
        if (toWorkspace) {
          System.arraycopy(state, s * units, all, at, units);
        } else {
          System.arraycopy(all, at, state, s * units, units);
        }
      }
    }

    private float[][] attend(int[] ofSources) {
      int rows = ofSources.length;
      int units = config.hiddenSize();
      Arrays.fill(queries, 0, rows * energy.length, 0);
      query.multiplyAdd(rows, workspace.after, 0, units, queries, 0, energy.length);
      float[][] attention = new float[rows][];
      for (int r = 0; r < rows; r++) {
        int at = r * (units + config.sourceSize());
        System.arraycopy(workspace.after, r * units, joined, at, units);
        attention[r] = attend(r, ofSources[r], at + units);
      }
      return attention;
    }

    /** Writes the context of a row, and returns the weights. */
    private float[] attend(int row, int source, int context) {
      int width = config.sourceSize();
      int first = sources.offsets()[source];
      float[] weights = new float[sources.length(source)];
      Arrays.fill(joined, context, context + width, 0);
      for (int j = 0; j < weights.length; j++) {
        System.arraycopy(queries, row * energy.length, sum, 0, energy.length);
        VectorMath.axpy(1, keys, (first + j) * energy.length, sum, 0, energy.length);
        VectorMath.tanh(sum, 0, activation, 0, energy.length);
        weights[j] = (float) VectorMath.dot(energy, 0, activation, 0, energy.length);
      }
      float max = VectorMath.max(weights, 0, weights.length);
      double total = VectorMath.exp(weights, 0, max, 1, weights, 0, weights.length);
      VectorMath.clip((float) (1 / total), Float.POSITIVE_INFINITY, weights, 0, weights.length);
      for (int j = 0; j < weights.length; j++) {
        VectorMath.axpy(weights[j], sources.vectors(), (first + j) * width, joined, context, width);
      }
      return weights;
    }
  }

  /** Begins a search over the translations of some sources. */
  public Search search(ForwardEncoder.Encoded sources) {
    return new Search(sources);
  }

  @Override
  public void close() {
    input.close();
    feed.close();
    cell.close();
    query.close();
    key.close();
    combine.close();
  }
}
