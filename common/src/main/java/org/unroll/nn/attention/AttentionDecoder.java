package org.unroll.nn.attention;

import java.util.Arrays;
import java.util.stream.Stream;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.PackedWeights;
import org.unroll.math.Seeds;
import org.unroll.math.VectorMath;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.cell.RecurrentCell;
import org.unroll.nn.cell.StateVector;
import org.unroll.nn.cell.StepBuffers;
import org.unroll.nn.dropout.RecurrentDropout;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * A recurrent decoder with attention and input feeding (Luong et al. 2015, with the additive
 * attention of Bahdanau et al. 2015):
 *
 * <pre>
 * h_t = cell([x_t; s_(t-1)], h_(t-1))
 * c_t = attention(h_t, m)
 * s_t = tanh(W_c [h_t; c_t])
 * </pre>
 *
 * <p>Only what a step needs of the one before is computed step by step, from weights packed once a
 * batch; the input's share of the gates is one product before the steps, and the weights' gradients
 * are one product each after them.
 */
public final class AttentionDecoder implements AutoCloseable {

  private static final String RECURRENT = "rnn.";
  private static final String ATTENTION = "attention.";
  private static final String COMBINE = "combine.weight";

  private final AttentionDecoderConfig config;
  private final CellShape shape;
  private final LinearWeights input; // (G * H, E + A)
  private final Matrix inputWeight; // (G * H, E), its part for x
  private final Matrix dInputWeight; // (G * H, E)
  private final Matrix dFeedWeight; // (G * H, A)
  private final PackedWeights feedProduct; // forward s W_s^T, backward dPre W_s
  private final RecurrentCell cell;
  private final RecurrentDropout recurrentDropout;
  private final StepBuffers buffers;
  private final StateVector[] state; // (S): h, then what else the cell carries
  private final AdditiveAttention attention;
  private final AttentionalOutput output;
  private final Matrix pre; // (T * B, G * H): the pre-activations, backward their gradient
  private final Matrix previous; // (T * B, H): the h that each step begins with
  private final Matrix hidden; // (T * B, H): the h that each step ends with
  private final Matrix outputRows; // (T * B, A)
  private final Matrix feedRows; // (T * B, A): the output of the step before
  private final float[] bias; // (G, H)
  private final float[] dBias; // (G, H)
  private final float[] dOutputStep; // (B, A)
  private final float[] dFeed; // (B, A)
  private final float[] dContext; // (B, C)
  private final int[] lengths; // (B), of the targets
  private int steps;

  /**
   * Builds a decoder over views of a model's blocks.
   *
   * @param prefix of the tensors' names, as {@link #addTo} added them
   * @param positions the maximum length of a source
   * @param timeSteps T
   * @param batchSize B
   */
  public AttentionDecoder(
      AttentionDecoderConfig config,
      String prefix,
      int positions,
      int timeSteps,
      int batchSize,
      Parameters parameters,
      Gradient gradient) {
    this.config = config;
    this.shape = new CellShape(timeSteps, batchSize, config.hiddenSize());
    String recurrent = prefix + RECURRENT;
    this.input =
        LinearWeights.of(
            parameters, gradient, recurrent + "weight_ih_l0", recurrent + "bias_ih_l0");
    this.inputWeight = input.weight().columns(0, config.inputSize());
    this.dInputWeight = input.dWeight().columns(0, config.inputSize());
    this.dFeedWeight = input.dWeight().columns(config.inputSize(), config.feedSize());
    this.feedProduct =
        new PackedWeights(input.weight().columns(config.inputSize(), config.feedSize()), batchSize);
    this.cell =
        RecurrentCell.of(
            config.cell(),
            shape,
            LinearWeights.of(
                parameters, gradient, recurrent + "weight_hh_l0", recurrent + "bias_hh_l0"));
    this.recurrentDropout = new RecurrentDropout(config.dropout().recurrent(), shape);
    this.buffers = new StepBuffers(shape, cell.gates());
    this.state =
        Stream.concat(Stream.of(buffers.hidden()), cell.carried().stream())
            .toArray(StateVector[]::new);
    this.attention =
        new AdditiveAttention(
            parameters, gradient, prefix + ATTENTION, positions, timeSteps, batchSize);
    this.output =
        new AttentionalOutput(
            shape,
            parameters.matrix(prefix + COMBINE),
            gradient.matrix(prefix + COMBINE),
            config.dropout());
    int rows = timeSteps * batchSize;
    this.pre = Matrix.of(buffers.pre(), rows, cell.gates() * config.hiddenSize());
    Matrix slots = Matrix.of(buffers.hidden().values(), rows + batchSize, config.hiddenSize());
    this.previous = slots.rows(0, rows);
    this.hidden = slots.rows(batchSize, rows);
    Matrix outputs = Matrix.of(output.outputs(), rows + batchSize, config.outputSize());
    this.feedRows = outputs.rows(0, rows);
    this.outputRows = outputs.rows(batchSize, rows);
    this.bias = new float[pre.columns()];
    this.dBias = new float[pre.columns()];
    this.dOutputStep = new float[batchSize * config.outputSize()];
    this.dFeed = new float[dOutputStep.length];
    this.dContext = new float[batchSize * config.sourceSize()];
    this.lengths = new int[batchSize];
  }

  /**
   * Adds the tensors of such a decoder: those of a recurrent layer under {@code rnn.}, those of
   * {@link AdditiveAttention} under {@code attention.}, and {@code combine.weight}, (A, H + C).
   */
  public static void addTo(
      TensorLayout.Builder layout, String prefix, AttentionDecoderConfig config) {
    int units = config.hiddenSize();
    int gates = new StackConfig(config.cell(), 1, units, true).gates() * units;
    layout.add(prefix + RECURRENT + "weight_ih_l0", gates, config.cellInputSize());
    layout.add(prefix + RECURRENT + "weight_hh_l0", gates, units);
    layout.add(prefix + RECURRENT + "bias_ih_l0", gates);
    layout.add(prefix + RECURRENT + "bias_hh_l0", gates);
    AdditiveAttention.addTo(
        layout, prefix + ATTENTION, units, config.sourceSize(), config.attentionSize());
    layout.add(prefix + COMBINE, config.outputSize(), units + config.sourceSize());
  }

  /**
   * The size of the states of all sequences, (S, B, H): S = 2 (h, c) for an LSTM and 1 (h) else.
   */
  public int stateSize() {
    return state.length * shape.size();
  }

  /** The weights of the attention in the last batch, (T, B, positions). */
  public float[] attentionWeights() {
    return attention.weights();
  }

  /**
   * The vectors that a batch attends to.
   *
   * @param vectors m, (positions * B, C)
   * @param lengths (B)
   */
  public record Source(Matrix vectors, int[] lengths) {}

  /**
   * Takes the steps of a batch with dropout, as training does.
   *
   * @param x (T * B, E); must stay as it is until {@link #backward}
   * @param initialState (S, B, H)
   * @param targetLengths (B), each from 0 to T
   * @param dropoutSeed alone decides which connections are dropped
   * @return s, (T * B, A), of which the rows past the ends mean nothing
   */
  public Matrix forward(
      Matrix x, float[] initialState, Source source, int[] targetLengths, long dropoutSeed) {
    begin(initialState, source, targetLengths);
    output.begin(steps, Seeds.mix(dropoutSeed, 0));
    recurrentDropout.begin(buffers, Seeds.mix(dropoutSeed, 1));
    multiplyInput(x);
    for (int step = 0; step < steps; step++) {
      recurrentDropout.forward(step, buffers.hidden());
      forward(step);
    }
    return outputRows;
  }

  /** Takes the steps of a batch without dropout. */
  public Matrix evaluate(Matrix x, float[] initialState, Source source, int[] targetLengths) {
    begin(initialState, source, targetLengths);
    output.begin();
    buffers.readHidden();
    multiplyInput(x);
    for (int step = 0; step < steps; step++) {
      forward(step);
    }
    return outputRows;
  }

  private void begin(float[] initialState, Source source, int[] targetLengths) {
    System.arraycopy(targetLengths, 0, lengths, 0, lengths.length);
    steps = 0;
    for (int length : lengths) {
      steps = Math.max(steps, length);
    }
    cell.prepareForward();
    input.bias().get(0, bias);
    cell.addBias(bias);
    feedProduct.packTransposed();
    attention.begin(source.vectors(), source.lengths());
    for (int s = 0; s < state.length; s++) {
      state[s].set(initialState, s * shape.size());
    }
  }

  private int rows() {
    return steps * shape.batchSize();
  }

  private void multiplyInput(Matrix x) {
    pre.fillRows(rows(), bias, 0);
    Gemm.multiplyTransposed(rows(), x, inputWeight, 1, pre);
  }

  private void forward(int step) {
    if (config.feedSize() > 0) {
      int size = dFeed.length;
      feedProduct.multiplyAdd(
          output.outputs(),
          step * size,
          config.outputSize(),
          buffers.pre(),
          buffers.preOffset(step),
          bias.length);
    }
    cell.forward(step, buffers);
    float[] values = buffers.hidden().values();
    int slot = (step + 1) * shape.size();
    output.forward(step, values, slot, attention.forward(step, values, slot, lengths));
  }

  /** The gradients that {@link #backward} computes besides those of the weights. */
  public record InputGradients(Matrix dx, Matrix dSource, float[] dState) {}

  /**
   * Takes backward the steps of the last {@link #forward}. Writes the gradients of the weights.
   *
   * @param x as forward had it
   * @param source as forward had it
   * @param dOutput (T * B, A), zero past the ends
   * @param gradients receives those of x, (T * B, E), of the source's vectors, (positions * B, C),
   *     as far as the longest reaches, and of the initial state, (S, B, H)
   */
  public void backward(Matrix x, Source source, Matrix dOutput, InputGradients gradients) {
    beginBackward();
    for (int step = steps - 1; step >= 0; step--) {
      dOutput.get(step * shape.batchSize(), shape.batchSize(), dOutputStep, 0);
      VectorMath.axpy(1, dFeed, 0, dOutputStep, 0, dFeed.length);
      backward(step);
    }
    Gemm.transposedMultiply(rows(), pre, x, 0, dInputWeight);
    if (config.feedSize() > 0) {
      Gemm.transposedMultiply(rows(), pre, feedRows, 0, dFeedWeight);
    }
    input.dBias().put(0, dBias);
    cell.weightGradient(rows(), pre, recurrentDropout.rows(previous), dBias);
    output.weightGradient(rows());
    attention.endBackward(rows(), hidden, source.vectors(), gradients.dSource());
    Gemm.multiply(rows(), pre, inputWeight, 0, gradients.dx());
    for (int s = 0; s < state.length; s++) {
      for (int b = 0; b < shape.batchSize(); b++) {
        state[s].copyGradientTo(b, 0, gradients.dState(), s * shape.size());
      }
    }
  }

  private void beginBackward() {
    cell.prepareBackward();
    cell.beginBackward();
    feedProduct.pack();
    attention.beginBackward();
    output.beginBackward();
    for (StateVector vector : state) {
      vector.clearGradient();
    }
    Arrays.fill(dBias, 0);
    Arrays.fill(dFeed, 0);
  }

  /** Takes one step backward, from the gradient of its output in {@code dOutputStep}. */
  private void backward(int step) {
    float[] dHidden = buffers.hidden().gradient();
    output.backward(step, dOutputStep, dHidden, dContext);
    attention.backward(step, dContext, lengths, dHidden);
    recurrentDropout.beginBackward();
    cell.backward(step, buffers);
    recurrentDropout.endBackward(buffers.hidden());
    int offset = buffers.preOffset(step);
    for (int b = 0; b < shape.batchSize(); b++) {
      VectorMath.axpy(1, buffers.pre(), offset + b * bias.length, dBias, 0, bias.length);
    }
    if (config.feedSize() > 0) {
      Arrays.fill(dFeed, 0);
      feedProduct.multiplyAdd(buffers.pre(), offset, bias.length, dFeed, 0, config.outputSize());
    }
  }

  @Override
  public void close() {
    cell.close();
    feedProduct.close();
    attention.close();
    output.close();
  }
}
