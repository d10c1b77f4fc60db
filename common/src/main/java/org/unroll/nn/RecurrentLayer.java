package org.unroll.nn;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.cell.RecurrentCell;
import org.unroll.nn.cell.StateVector;
import org.unroll.nn.cell.StepBuffers;
import org.unroll.nn.dropout.RecurrentDropout;
import org.unroll.tensor.LinearWeights;

/**
 * One layer of a recurrent network over the T steps of a batch: the input's share of all gates and
 * steps is one product before the steps, the weights' gradients are one product each after them,
 * and only the recurrent product is taken step by step, by the cell.
 *
 * <p>A batch takes as many steps as its longest sequence has. The rows of shorter ones go on with
 * the others, as the products of a step are cheapest with all rows: forward, h is zeroed past a
 * sequence's end, and backward its gradient stays zero until the step that ends the sequence.
 */
public final class RecurrentLayer implements SequenceLayer {

  private final CellShape shape;
  private final RecurrentCell cell;
  private final RecurrentDropout dropout;
  private final LinearWeights weights; // of the input, (G * H, I) and (G * H)
  private final StepBuffers buffers;
  private final StateVector[] state; // (S): h, then what else the cell carries
  private final Matrix pre; // (T * B, G * H): the pre-activations, backward their gradient
  private final Matrix previous; // (T * B, H): the h that each step begins with
  private final Matrix output; // (T * B, H): the h that each step ends with
  private final float[] stepOutput; // (B, H)
  private final float[] bias; // (G, H): both biases, as far as they can be added at once
  private final float[] dBias; // (G, H)
  private SequenceLengths lengths; // of the last batch

  /**
   * Builds a layer over views of the model's blocks.
   *
   * @param cell made for the same shape; the layer closes it
   * @param weights of the input, shapes (G * H, I) and (G * H)
   * @param recurrentDropout the probability of dropping a recurrent connection, in [0, 1)
   */
  public RecurrentLayer(
      CellShape shape, RecurrentCell cell, LinearWeights weights, double recurrentDropout) {
    this.shape = shape;
    this.cell = cell;
    this.dropout = new RecurrentDropout(recurrentDropout, shape);
    this.weights = weights;
    this.buffers = new StepBuffers(shape, cell.gates());
    StateVector hidden = buffers.hidden();
    this.state =
        Stream.concat(Stream.of(hidden), cell.carried().stream()).toArray(StateVector[]::new);
    int rows = shape.timeSteps() * shape.batchSize();
    int width = cell.gates() * shape.units();
    this.pre = Matrix.of(buffers.pre(), rows, width);
    Matrix slots = Matrix.of(hidden.values(), rows + shape.batchSize(), shape.units());
    this.previous = slots.rows(0, rows);
    this.output = slots.rows(shape.batchSize(), rows);
    this.stepOutput = new float[shape.size()];
    this.bias = new float[width];
    this.dBias = new float[width];
    this.lengths = new SequenceLengths(shape.timeSteps(), shape.batchSize());
  }

  @Override
  public void prepareForward() {
    cell.prepareForward();
    weights.bias().get(0, bias);
    cell.addBias(bias);
  }

  @Override
  public void prepareBackward() {
    cell.prepareBackward();
  }

  /** h of all steps, (T * B, H). */
  @Override
  public Matrix output() {
    return output;
  }

  @Override
  public void forward(Matrix input, SequenceLengths batchLengths, long dropoutSeed) {
    lengths = batchLengths;
    dropout.begin(buffers, dropoutSeed);
    multiplyInput(input);
    for (int step = 0; step < lengths.steps(); step++) {
      dropout.forward(step, buffers.hidden());
      cell.forward(step, buffers);
      clearEnded(step);
    }
    clearPadding();
  }

  @Override
  public void evaluate(Matrix input, SequenceLengths batchLengths) {
    lengths = batchLengths;
    buffers.readHidden();
    multiplyInput(input);
    for (int step = 0; step < lengths.steps(); step++) {
      cell.forward(step, buffers);
      clearEnded(step);
    }
    clearPadding();
  }

  /** The rows of the steps that are taken. */
  private int rows() {
    return lengths.steps() * shape.batchSize();
  }

  private void multiplyInput(Matrix input) {
    pre.fillRows(rows(), bias, 0);
    Gemm.multiplyTransposed(rows(), input, weights.weight(), 1, pre);
  }

  /** Zeroes the h that a step computed for sequences that had ended before it. */
  private void clearEnded(int step) {
    for (int b = 0; b < shape.batchSize(); b++) {
      if (lengths.of(b) <= step) {
        int row = (step + 1) * shape.size() + b * shape.units();
        Arrays.fill(buffers.hidden().values(), row, row + shape.units(), 0);
      }
    }
  }

  /** Zeroes the h of the steps that are not taken. */
  private void clearPadding() {
    float[] hidden = buffers.hidden().values();
    Arrays.fill(hidden, (lengths.steps() + 1) * shape.size(), hidden.length, 0);
  }

  @Override
  public void backward(Matrix input, Matrix dOutput, Matrix dInput) {
    goBack(input, dOutput, dInput, null, 0);
  }

  @Override
  public void backward(Matrix input, Matrix dOutput, Matrix dInput, float[] dState, int offset) {
    goBack(input, dOutput, dInput, dState, offset);
    for (int b = 0; b < shape.batchSize(); b++) {
      for (int s = 0; s < state.length && lengths.of(b) > 0; s++) {
        state[s].copyGradientTo(b, 0, dState, offset + s * shape.size());
      }
    }
  }

  /**
   * Takes all steps backward (Werbos 1990): dPre of a step needs dh of the step, which is the
   * output's gradient plus what comes back from the step after, or from the final state where the
   * step is a sequence's last.
   */
  private void goBack(
      Matrix input, Matrix dOutput, Matrix dInput, float @Nullable [] dState, int offset) {
    for (StateVector vector : state) {
      vector.clearGradient();
    }
    Arrays.fill(dBias, 0);
    cell.beginBackward();
    for (int step = lengths.steps() - 1; step >= 0; step--) {
      if (dState != null) {
        beginEnding(step, dState, offset);
      }
      addOutputGradient(step, dOutput);
      dropout.beginBackward();
      cell.backward(step, buffers);
      dropout.endBackward(buffers.hidden());
      for (int b = 0; b < shape.batchSize(); b++) {
        int row = buffers.preOffset(step) + b * dBias.length;
        VectorMath.axpy(1, buffers.pre(), row, dBias, 0, dBias.length);
      }
    }
    Gemm.transposedMultiply(rows(), pre, input, 0, weights.dWeight());
    weights.dBias().put(0, dBias);
    cell.weightGradient(rows(), pre, dropout.rows(previous), dBias);
    Gemm.multiply(rows(), pre, weights.weight(), 0, dInput);
    for (int row = rows(); row < dInput.rows(); row++) {
      dInput.clearRow(row);
    }
  }

  /** Takes over the final state's gradient for the sequences whose last step this is. */
  private void beginEnding(int step, float[] dState, int offset) {
    for (int b = 0; b < shape.batchSize(); b++) {
      for (int s = 0; s < state.length && lengths.of(b) == step + 1; s++) {
        state[s].setGradient(b, step + 1, dState, offset + s * shape.size());
      }
    }
  }

  /** Adds the output's gradient to that of h, for the sequences that have not ended before. */
  private void addOutputGradient(int step, Matrix dOutput) {
    dOutput.get(step * shape.batchSize(), shape.batchSize(), stepOutput, 0);
    for (int b = 0; b < shape.batchSize(); b++) {
      if (lengths.of(b) <= step) {
        Arrays.fill(stepOutput, b * shape.units(), (b + 1) * shape.units(), 0);
      }
    }
    VectorMath.axpy(1, stepOutput, 0, buffers.hidden().gradient(), 0, shape.size());
  }

  @Override
  public void carry() {
    for (StateVector vector : state) {
      for (int b = 0; b < shape.batchSize(); b++) {
        vector.carry(b, lengths.of(b));
      }
    }
  }

  @Override
  public void beginSequence(int sequence) {
    for (StateVector vector : state) {
      vector.clear(sequence);
    }
  }

  /** The size of the state, (S, B, H). */
  @Override
  public int stateSize() {
    return state.length * shape.size();
  }

  @Override
  public void setState(float[] source, int offset) {
    for (int s = 0; s < state.length; s++) {
      state[s].set(source, offset + s * shape.size());
    }
  }

  @Override
  public void copyStateTo(float[] target, int offset) {
    for (int s = 0; s < state.length; s++) {
      state[s].copyTo(target, offset + s * shape.size());
    }
  }

  @Override
  public void copyFinalStateTo(float[] target, int offset) {
    for (int s = 0; s < state.length; s++) {
      for (int b = 0; b < shape.batchSize(); b++) {
        state[s].copyTo(b, lengths.of(b), target, offset + s * shape.size());
      }
    }
  }

  @Override
  public void close() {
    cell.close();
  }
}
