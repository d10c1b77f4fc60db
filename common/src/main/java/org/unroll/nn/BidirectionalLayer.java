package org.unroll.nn;

import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;
import org.unroll.math.VectorMath;
import org.unroll.nn.cell.CellShape;

/**
 * Two recurrent layers over the same steps, one from the first to the last and one from the last to
 * the first, their outputs side by side (Schuster and Paliwal 1997).
 *
 * <p>For windows that are seen whole: each begins with a state of zeros at both of its ends, and
 * nothing is carried to the next.
 */
public final class BidirectionalLayer implements SequenceLayer {

  private final CellShape shape;
  private final RecurrentLayer ahead;
  private final RecurrentLayer back;
  private final OffHeapFloats memory;
  private final Matrix reversed; // (T * B, I): the input, the last step first
  private final Matrix dReversed; // (T * B, I)
  private final Matrix dAheadInput; // (T * B, I)
  private final Matrix output; // (T * B, 2 * H): ahead, back
  private final Matrix dAhead; // (T * B, H)
  private final Matrix dBack; // (T * B, H), the last step first
  private final float[] row; // (2 * H or I)
  private final float[] sum; // (I)

  /**
   * A layer of two, which it closes.
   *
   * @param inputSize I
   */
  public BidirectionalLayer(
      CellShape shape, int inputSize, RecurrentLayer ahead, RecurrentLayer back) {
    this.shape = shape;
    this.ahead = ahead;
    this.back = back;
    int rows = shape.timeSteps() * shape.batchSize();
    int inputs = Math.multiplyExact(rows, inputSize);
    int outputs = Math.multiplyExact(rows, shape.units());
    this.memory = new OffHeapFloats(Math.addExact(3 * inputs, 4 * outputs));
    this.reversed = Matrix.of(memory.slice(0, inputs), rows, inputSize);
    this.dReversed = Matrix.of(memory.slice(inputs, inputs), rows, inputSize);
    this.dAheadInput = Matrix.of(memory.slice(2 * inputs, inputs), rows, inputSize);
    int offset = 3 * inputs;
    this.output = Matrix.of(memory.slice(offset, 2 * outputs), rows, 2 * shape.units());
    this.dAhead = Matrix.of(memory.slice(offset + 2 * outputs, outputs), rows, shape.units());
    this.dBack = Matrix.of(memory.slice(offset + 3 * outputs, outputs), rows, shape.units());
    this.row = new float[Math.max(inputSize, 2 * shape.units())];
    this.sum = new float[inputSize];
  }

  @Override
  public void prepareForward() {
    ahead.prepareForward();
    back.prepareForward();
  }

  @Override
  public void prepareBackward() {
    ahead.prepareBackward();
    back.prepareBackward();
  }

  @Override
  public Matrix output() {
    return output;
  }

  /** The row of the same stream when time runs the other way. */
  private int mirrored(int row) {
    int step = row / shape.batchSize();
    return (shape.timeSteps() - 1 - step) * shape.batchSize() + row % shape.batchSize();
  }

  @Override
  public void forward(Matrix input, long dropoutSeed) {
    reverse(input);
    ahead.forward(input, Seeds.mix(dropoutSeed, 0));
    back.forward(reversed, Seeds.mix(dropoutSeed, 1));
    join();
  }

  @Override
  public void evaluate(Matrix input) {
    reverse(input);
    ahead.evaluate(input);
    back.evaluate(reversed);
    join();
  }

  private void reverse(Matrix input) {
    for (int r = 0; r < reversed.rows(); r++) {
      reversed.putRow(r, input, mirrored(r));
    }
  }

  private void join() {
    for (int r = 0; r < output.rows(); r++) {
      ahead.output().get(r, 1, row, 0);
      back.output().get(mirrored(r), 1, row, shape.units());
      output.put(r, 1, row, 0);
    }
  }

  @Override
  public void backward(Matrix input, Matrix dOutput, Matrix dInput) {
    for (int r = 0; r < output.rows(); r++) {
      dOutput.get(r, 1, row, 0);
      dAhead.put(r, 1, row, 0);
      dBack.put(mirrored(r), 1, row, shape.units());
    }
    ahead.backward(input, dAhead, dAheadInput);
    back.backward(reversed, dBack, dReversed);
    for (int r = 0; r < output.rows(); r++) {
      dAheadInput.get(r, 1, sum, 0);
      dReversed.get(mirrored(r), 1, row, 0);
      VectorMath.axpy(1, row, 0, sum, 0, sum.length);
      dInput.put(r, 1, sum, 0);
    }
  }

  /** Nothing is carried. */
  @Override
  public void carry() {}

  /** Every window begins with zeros. */
  @Override
  public void beginSequence(int stream) {}

  @Override
  public int stateSize() {
    return 0;
  }

  @Override
  public void setState(float[] state, int offset) {}

  @Override
  public void copyStateTo(float[] state, int offset) {}

  @Override
  public void close() {
    ahead.close();
    back.close();
    memory.close();
  }
}
