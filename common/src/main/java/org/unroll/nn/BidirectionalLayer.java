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
 * <p>The backward direction begins at each sequence's own last position and ends at its first: its
 * initial state stands after the last position, its final state before the first. A state is (2, S,
 * B, H): that of the forward direction, then that of the backward direction.
 *
 * <p>For windows that are seen whole: nothing is carried to the next, and each begins with the
 * state that was set, which is zero if none was.
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
  private SequenceLengths lengths; // of the last batch

  /**
   * Joins two layers, which it closes.
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
    this.lengths = new SequenceLengths(shape.timeSteps(), shape.batchSize());
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

  /** The row of the same sequence when time runs the other way; that of padding is itself. */
  private int mirrored(int row) {
    int step = row / shape.batchSize();
    int sequence = row % shape.batchSize();
    int length = lengths.of(sequence);
    return step < length ? (length - 1 - step) * shape.batchSize() + sequence : row;
  }

  @Override
  public void forward(Matrix input, SequenceLengths batchLengths, long dropoutSeed) {
    lengths = batchLengths;
    reverse(input);
    ahead.forward(input, lengths, Seeds.mix(dropoutSeed, 0));
    back.forward(reversed, lengths, Seeds.mix(dropoutSeed, 1));
    join();
  }

  @Override
  public void evaluate(Matrix input, SequenceLengths batchLengths) {
    lengths = batchLengths;
    reverse(input);
    ahead.evaluate(input, lengths);
    back.evaluate(reversed, lengths);
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
    split(dOutput);
    ahead.backward(input, dAhead, dAheadInput);
    back.backward(reversed, dBack, dReversed);
    add(dInput);
  }

  @Override
  public void backward(Matrix input, Matrix dOutput, Matrix dInput, float[] dState, int offset) {
    split(dOutput);
    ahead.backward(input, dAhead, dAheadInput, dState, offset);
    back.backward(reversed, dBack, dReversed, dState, offset + ahead.stateSize());
    add(dInput);
  }

  private void split(Matrix dOutput) {
    for (int r = 0; r < output.rows(); r++) {
      dOutput.get(r, 1, row, 0);
      dAhead.put(r, 1, row, 0);
      dBack.put(mirrored(r), 1, row, shape.units());
    }
  }

  private void add(Matrix dInput) {
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

  @Override
  public void beginSequence(int sequence) {
    ahead.beginSequence(sequence);
    back.beginSequence(sequence);
  }

  @Override
  public int stateSize() {
    return ahead.stateSize() + back.stateSize();
  }

  @Override
  public void setState(float[] state, int offset) {
    ahead.setState(state, offset);
    back.setState(state, offset + ahead.stateSize());
  }

  @Override
  public void copyStateTo(float[] state, int offset) {
    ahead.copyStateTo(state, offset);
    back.copyStateTo(state, offset + ahead.stateSize());
  }

  @Override
  public void copyFinalStateTo(float[] state, int offset) {
    ahead.copyFinalStateTo(state, offset);
    back.copyFinalStateTo(state, offset + ahead.stateSize());
  }

  @Override
  public void close() {
    ahead.close();
    back.close();
    memory.close();
  }
}
