package org.unroll.nn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.cell.RecurrentCell;
import org.unroll.nn.dropout.RecurrentDropout;
import org.unroll.tensor.LinearWeights;

/**
 * One layer of a recurrent network over the T steps of a batch: the input's share of all gates and
 * steps is one product before the steps, the weights' gradients are one product each after them,
 * and only the recurrent product is taken step by step, by the cell.
 */
public final class RecurrentLayer implements SequenceLayer {

  private final CellShape shape;
  private final RecurrentCell cell;
  private final RecurrentDropout dropout;
  private final Matrix inputWeight; // (G * H, I)
  private final FloatBuffer inputBias; // (G * H)
  private final Matrix dInputWeight;
  private final FloatBuffer dInputBias;
  private final float[] steps; // (T, B, G, H): forward the pre-activations, then their gradient
  private final float[] hidden; // (T + 1, B, H)
  private final Matrix pre; // (T * B, G * H), steps
  private final Matrix previous; // (T * B, H): the h that each step begins with
  private final Matrix output; // (T * B, H): the h that each step ends with
  private final float[] dHidden; // (B, H)
  private final float[] stepOutput; // (B, H)
  private final float[] bias; // (G, H): both biases, as far as they can be added at once
  private final float[] dBias; // (G, H)

  /**
   * A layer over views of the model's blocks.
   *
   * @param cell made for the same shape; the layer closes it
   * @param weights those of the input, shapes (G * H, I) and (G * H)
   * @param recurrentDropout the probability of dropping a recurrent connection, in [0, 1)
   */
  public RecurrentLayer(
      CellShape shape, RecurrentCell cell, LinearWeights weights, double recurrentDropout) {
    this.shape = shape;
    this.cell = cell;
    this.dropout = new RecurrentDropout(recurrentDropout, shape);
    this.inputWeight = weights.weight();
    this.inputBias = weights.bias();
    this.dInputWeight = weights.dWeight();
    this.dInputBias = weights.dBias();
    int rows = shape.timeSteps() * shape.batchSize();
    int width = cell.gates() * shape.units();
    this.steps = new float[Math.multiplyExact(rows, width)];
    this.hidden = new float[Math.multiplyExact(rows + shape.batchSize(), shape.units())];
    this.pre = Matrix.of(steps, rows, width);
    Matrix slots = Matrix.of(hidden, rows + shape.batchSize(), shape.units());
    this.previous = slots.rows(0, rows);
    this.output = slots.rows(shape.batchSize(), rows);
    this.dHidden = new float[shape.size()];
    this.stepOutput = new float[shape.size()];
    this.bias = new float[width];
    this.dBias = new float[width];
  }

  /** Brings changed weights into the order of the forward kernels. */
  @Override
  public void prepareForward() {
    cell.prepareForward();
    inputBias.get(0, bias);
    cell.addBias(bias);
  }

  /** Brings changed weights into the order of the backward kernels. */
  @Override
  public void prepareBackward() {
    cell.prepareBackward();
  }

  /** h of all steps, (T * B, H), as {@link #forward} left it. */
  @Override
  public Matrix output() {
    return output;
  }

  /** The state is carried from the batch before. */
  @Override
  public void forward(Matrix input, long dropoutSeed) {
    dropout.draw(dropoutSeed);
    multiplyInput(input);
    for (int step = 0; step < shape.timeSteps(); step++) {
      cell.forward(step, steps, dropout.forward(step, hidden), hidden);
    }
  }

  /** The state is carried from the batch before. */
  @Override
  public void evaluate(Matrix input) {
    multiplyInput(input);
    for (int step = 0; step < shape.timeSteps(); step++) {
      cell.forward(step, steps, hidden, hidden);
    }
  }

  private void multiplyInput(Matrix input) {
    pre.fillRows(pre.rows(), bias, 0);
    Gemm.multiplyTransposed(pre.rows(), input, inputWeight, 1, pre);
  }

  /**
   * Goes all steps back (Werbos 1990): dPre of a step needs dh of the step, which is the output's
   * gradient plus what comes back from the step after. Writes the gradients of the layer's weights.
   *
   * @param input as {@link #forward} had it
   * @param dOutput (T * B, H)
   * @param dInput (T * B, I), receives the input's gradient; may share memory with {@code dOutput}
   */
  @Override
  public void backward(Matrix input, Matrix dOutput, Matrix dInput) {
    int batchSize = shape.batchSize();
    Arrays.fill(dHidden, 0);
    Arrays.fill(dBias, 0);
    for (int step = shape.timeSteps() - 1; step >= 0; step--) {
      dOutput.get(step * batchSize, batchSize, stepOutput, 0);
      VectorMath.axpy(1, stepOutput, 0, dHidden, 0, shape.size());
      float[] dRecurrent = dropout.beginBackward(dHidden);
      cell.backward(step, dropout.read(hidden), hidden, dHidden, dRecurrent, steps);
      dropout.endBackward(dHidden);
      for (int b = 0; b < batchSize; b++) {
        int offset = (step * batchSize + b) * dBias.length;
        VectorMath.axpy(1, steps, offset, dBias, 0, dBias.length);
      }
    }
    Gemm.transposedMultiply(pre.rows(), pre, input, 0, dInputWeight);
    dInputBias.put(0, dBias);
    cell.weightGradient(pre, dropout.readRows(previous), dBias);
    Gemm.multiply(pre.rows(), pre, inputWeight, 0, dInput);
  }

  /** Makes the state after the last step the one that the next batch begins with. */
  @Override
  public void carry() {
    System.arraycopy(hidden, shape.timeSteps() * shape.size(), hidden, 0, shape.size());
    cell.carry();
  }

  /** Zeroes the state with which stream {@code stream} begins the next batch. */
  @Override
  public void beginSequence(int stream) {
    Arrays.fill(hidden, stream * shape.units(), (stream + 1) * shape.units(), 0);
    cell.beginSequence(stream);
  }

  /** The size of the carried state, (S, B, H). */
  @Override
  public int stateSize() {
    return cell.states() * shape.size();
  }

  /** Replaces the carried state, (S, B, H) from {@code offset}. */
  @Override
  public void setState(float[] state, int offset) {
    System.arraycopy(state, offset, hidden, 0, shape.size());
    cell.setState(state, offset + shape.size());
  }

  /** Copies the carried state, (S, B, H) to {@code offset}. */
  @Override
  public void copyStateTo(float[] state, int offset) {
    System.arraycopy(hidden, 0, state, offset, shape.size());
    cell.copyStateTo(state, offset + shape.size());
  }

  @Override
  public void close() {
    cell.close();
  }
}
