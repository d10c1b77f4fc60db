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
 * <p>The reverse direction begins at each sequence's own last position and ends at its first: its
 * initial state stands after the last position, its final state before the first. A state is (2, S,
 * B, H): that of the forward direction, then that of the reverse direction.
 *
 * <p>For windows that are seen whole: nothing is carried to the next, and each begins with the
 * state that was set, which is zero if none was.
 */
public final class BidirectionalLayer implements SequenceLayer {

  private final CellShape shape;
  private final RecurrentLayer forwardLayer;
  private final RecurrentLayer reverseLayer;
  private final OffHeapFloats memory;
  private final Matrix reversedInput; // (T * B, I): the input, the last step first
  private final Matrix dReversedInput; // (T * B, I)
  private final Matrix dForwardInput; // (T * B, I)
  private final Matrix output; // (T * B, 2 * H): h of both directions
  private final Matrix dForwardOutput; // (T * B, H)
  private final Matrix dReverseOutput; // (T * B, H), the last step first
  private final float[] row; // (2 * H or I)
  private final float[] sum; // (I)
  private SequenceLengths lengths; // of the last batch
  private int filledRows; // of the output that may differ from zero

  /**
   * Joins two layers, which it closes.
   *
   * @param inputSize I
   */
  public BidirectionalLayer(
      CellShape shape, int inputSize, RecurrentLayer forwardLayer, RecurrentLayer reverseLayer) {
    this.shape = shape;
    this.forwardLayer = forwardLayer;
    this.reverseLayer = reverseLayer;
    int rows = shape.timeSteps() * shape.batchSize();
    int inputs = Math.multiplyExact(rows, inputSize);
    int outputs = Math.multiplyExact(rows, shape.units());
    this.memory = new OffHeapFloats(Math.addExact(3 * inputs, 4 * outputs));
    this.reversedInput = Matrix.of(memory.slice(0, inputs), rows, inputSize);
    this.dReversedInput = Matrix.of(memory.slice(inputs, inputs), rows, inputSize);
    this.dForwardInput = Matrix.of(memory.slice(2 * inputs, inputs), rows, inputSize);
    int offset = 3 * inputs;
    this.output = Matrix.of(memory.slice(offset, 2 * outputs), rows, 2 * shape.units());
    this.dForwardOutput =
        Matrix.of(memory.slice(offset + 2 * outputs, outputs), rows, shape.units());
    this.dReverseOutput =
        Matrix.of(memory.slice(offset + 3 * outputs, outputs), rows, shape.units());
    this.row = new float[Math.max(inputSize, 2 * shape.units())];
    this.sum = new float[inputSize];
    this.lengths = new SequenceLengths(shape.timeSteps(), shape.batchSize());
  }

  @Override
  public void prepareForward() {
    forwardLayer.prepareForward();
    reverseLayer.prepareForward();
  }

  @Override
  public void prepareBackward() {
    forwardLayer.prepareBackward();
    reverseLayer.prepareBackward();
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
    forwardLayer.forward(input, lengths, Seeds.mix(dropoutSeed, 0));
    reverseLayer.forward(reversedInput, lengths, Seeds.mix(dropoutSeed, 1));
    join();
  }

  @Override
  public void evaluate(Matrix input, SequenceLengths batchLengths) {
    lengths = batchLengths;
    reverse(input);
    forwardLayer.evaluate(input, lengths);
    reverseLayer.evaluate(reversedInput, lengths);
    join();
  }

  /** The rows of the steps that the last batch takes. */
  private int rows() {
    return lengths.steps() * shape.batchSize();
  }

  private void reverse(Matrix input) {
    for (int r = 0; r < rows(); r++) {
      reversedInput.putRow(r, input, mirrored(r));
    }
  }

  private void join() {
    for (int r = 0; r < rows(); r++) {
      forwardLayer.output().get(r, 1, row, 0);
      reverseLayer.output().get(mirrored(r), 1, row, shape.units());
      output.put(r, 1, row, 0);
    }
    for (int r = rows(); r < filledRows; r++) {
      output.clearRow(r);
    }
    filledRows = rows();
  }

  @Override
  public void backward(Matrix input, Matrix dOutput, Matrix dInput) {
    split(dOutput);
    forwardLayer.backward(input, dForwardOutput, dForwardInput);
    reverseLayer.backward(reversedInput, dReverseOutput, dReversedInput);
    add(dInput);
  }

  @Override
  public void backward(Matrix input, Matrix dOutput, Matrix dInput, float[] dState, int offset) {
    split(dOutput);
    forwardLayer.backward(input, dForwardOutput, dForwardInput, dState, offset);
    reverseLayer.backward(
        reversedInput, dReverseOutput, dReversedInput, dState, offset + forwardLayer.stateSize());
    add(dInput);
  }

  private void split(Matrix dOutput) {
    for (int r = 0; r < rows(); r++) {
      dOutput.get(r, 1, row, 0);
      dForwardOutput.put(r, 1, row, 0);
      dReverseOutput.put(mirrored(r), 1, row, shape.units());
    }
  }

  private void add(Matrix dInput) {
    for (int r = 0; r < rows(); r++) {
      dForwardInput.get(r, 1, sum, 0);
      dReversedInput.get(mirrored(r), 1, row, 0);
      VectorMath.axpy(1, row, 0, sum, 0, sum.length);
      dInput.put(r, 1, sum, 0);
    }
    for (int r = rows(); r < dInput.rows(); r++) {
      dInput.clearRow(r);
    }
  }

  /** Nothing is carried. */
  @Override
  public void carry() {}

  @Override
  public void beginSequence(int sequence) {
    forwardLayer.beginSequence(sequence);
    reverseLayer.beginSequence(sequence);
  }

  @Override
  public int stateSize() {
    return forwardLayer.stateSize() + reverseLayer.stateSize();
  }

  @Override
  public void setState(float[] state, int offset) {
    forwardLayer.setState(state, offset);
    reverseLayer.setState(state, offset + forwardLayer.stateSize());
  }

  @Override
  public void copyStateTo(float[] state, int offset) {
    forwardLayer.copyStateTo(state, offset);
    reverseLayer.copyStateTo(state, offset + forwardLayer.stateSize());
  }

  @Override
  public void copyFinalStateTo(float[] state, int offset) {
    forwardLayer.copyFinalStateTo(state, offset);
    reverseLayer.copyFinalStateTo(state, offset + forwardLayer.stateSize());
  }

  @Override
  public void close() {
    forwardLayer.close();
    reverseLayer.close();
    memory.close();
  }
}
