package org.unroll.nn;

import org.unroll.math.Matrix;

/** A layer that sees T steps of B streams at once. */
public sealed interface SequenceLayer extends AutoCloseable
    permits RecurrentLayer, BidirectionalLayer {

  /** Brings changed weights into the order of the forward kernels. */
  void prepareForward();

  /** Brings changed weights into the order of the backward kernels. */
  void prepareBackward();

  /** What {@link #forward} or {@link #evaluate} computed for all steps, (T * B, its width). */
  Matrix output();

  /**
   * Takes all steps, as training does.
   *
   * @param input (T * B, I)
   * @param dropoutSeed decides which recurrent connections are dropped, and nothing else does
   */
  void forward(Matrix input, long dropoutSeed);

  /** Takes all steps without dropout; {@code input} is (T * B, I). */
  void evaluate(Matrix input);

  /**
   * Goes all steps back. Writes the gradients of the layer's weights.
   *
   * @param input as {@link #forward} had it
   * @param dOutput (T * B, width of the output)
   * @param dInput (T * B, I), receives the input's gradient; may share memory with {@code dOutput}
   */
  void backward(Matrix input, Matrix dOutput, Matrix dInput);

  /** Makes the state after the last step the one that the next batch begins with. */
  void carry();

  /** Zeroes the state with which stream {@code stream} begins the next batch. */
  void beginSequence(int stream);

  /** The size of the carried state. */
  int stateSize();

  /** Replaces the carried state, {@link #stateSize} values from {@code offset}. */
  void setState(float[] state, int offset);

  /** Copies the carried state, {@link #stateSize} values to {@code offset}. */
  void copyStateTo(float[] state, int offset);

  /** Frees memory off the heap. */
  @Override
  void close();
}
