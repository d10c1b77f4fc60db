package org.unroll.nn;

import org.unroll.math.Matrix;

/**
 * A layer that sees the T steps of B sequences at once.
 *
 * <p>Sequences can be shorter than T: a layer reads each to its own end. Past it the output and the
 * gradient of the input are zero and the gradient of the output is not used; the input there is not
 * used, either, but must be finite. The final state of a sequence is the one at its own end.
 *
 * <p>The values of a state are (S, B, H) for each direction, S = 2 (h, c) for an LSTM and 1 (h)
 * else.
 */
public sealed interface SequenceLayer extends AutoCloseable
    permits RecurrentLayer, BidirectionalLayer {

  /** Brings changed weights into the order of the forward kernels. */
  void prepareForward();

  /** Brings changed weights into the order of the backward kernels. */
  void prepareBackward();

  /** The output of the last {@link #forward} or {@link #evaluate}, (T * B, width). */
  Matrix output();

  /**
   * Takes all steps, as training does.
   *
   * @param input (T * B, I)
   * @param lengths must stay as they are until {@link #backward}
   * @param dropoutSeed alone decides which recurrent connections are dropped
   */
  void forward(Matrix input, SequenceLengths lengths, long dropoutSeed);

  /** Takes all steps without dropout; {@code input} is (T * B, I). */
  void evaluate(Matrix input, SequenceLengths lengths);

  /**
   * Takes all steps backward, for a loss that depends on the output alone. Writes the gradients of
   * the layer's weights.
   *
   * @param input as {@link #forward} had it
   * @param dOutput (T * B, width of the output)
   * @param dInput (T * B, I), receives the input's gradient; may share memory with {@code dOutput}
   */
  void backward(Matrix input, Matrix dOutput, Matrix dInput);

  /**
   * Takes all steps backward, for a loss that depends on the output and on the final state.
   *
   * @param dState from {@code offset} the gradient of the final state, {@link #stateSize} values,
   *     which is replaced by that of the initial state
   */
  void backward(Matrix input, Matrix dOutput, Matrix dInput, float[] dState, int offset);

  /**
   * Makes the final state the one that the next batch begins with, where a layer reads in one
   * direction; does nothing in layers that read in both.
   */
  void carry();

  /** Zeroes the state with which a sequence begins the next batch. */
  void beginSequence(int sequence);

  /** The size of the state. */
  int stateSize();

  /** Replaces the initial state of the next batches, {@link #stateSize} values from offset. */
  void setState(float[] state, int offset);

  /** Copies the initial state of the next batch, {@link #stateSize} values to offset. */
  void copyStateTo(float[] state, int offset);

  /** Copies the final state of the last batch, {@link #stateSize} values to offset. */
  void copyFinalStateTo(float[] state, int offset);

  /** Frees memory off the heap. */
  @Override
  void close();
}
