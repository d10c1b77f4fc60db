package org.unroll.nn.cell;

import org.unroll.math.Matrix;

/**
 * What a recurrent layer does in one step, from the input's share of the pre-activations on. A cell
 * owns the recurrent weights and keeps what its backward pass needs of each step.
 *
 * <p>Steps are counted in the order in which the layer takes them. All matrices of one step have a
 * row for each of the B streams.
 */
public sealed interface RecurrentCell extends AutoCloseable
    permits ElmanCell, LstmCell, GruCell, ResetBeforeGruCell {

  /** G, the blocks of H pre-activations. */
  int gates();

  /** S, the vectors of H values that a stream carries from step to step: h, and c of an LSTM. */
  default int states() {
    return 1;
  }

  /** Brings changed weights into the order of the forward kernels. */
  void prepareForward();

  /** Brings changed weights into the order of the backward kernels. */
  void prepareBackward();

  /**
   * Adds what the recurrent bias contributes to the pre-activations whatever the state.
   *
   * @param bias (G, H)
   */
  void addBias(float[] bias);

  /**
   * Takes one step.
   *
   * @param pre (T, B, G, H), the input's share of the pre-activations, bias included; those of the
   *     step are overwritten
   * @param recurrent (T + 1, B, H), what the recurrent products read, h of step s - 1 in slot s:
   *     {@code hidden} itself, or what dropout leaves of it
   * @param hidden (T + 1, B, H), h of step s - 1 in slot s; receives slot {@code step + 1}
   */
  void forward(int step, float[] pre, float[] recurrent, float[] hidden);

  /**
   * Goes one step back.
   *
   * @param recurrent as {@link #forward} read it
   * @param hidden as {@link #forward} left it
   * @param dHidden (B, H), the gradient of the step's h; replaced by the part of it that reaches
   *     the h of the step before past the recurrent products
   * @param dRecurrent (B, H), to which the part is added that reaches what the products read;
   *     {@code dHidden} itself where that is h
   * @param dPre (T, B, G, H), receives the gradient of the step's pre-activations
   */
  void backward(
      int step,
      float[] recurrent,
      float[] hidden,
      float[] dHidden,
      float[] dRecurrent,
      float[] dPre);

  /**
   * Writes the gradients of the recurrent weights and biases, after all steps have been gone back.
   *
   * @param dPre (T * B, G * H), the gradients of the pre-activations
   * @param recurrent (T * B, H), what the recurrent products of each step read
   * @param dBias (G, H), the sum of {@code dPre} over its rows
   */
  void weightGradient(Matrix dPre, Matrix recurrent, float[] dBias);

  /** Makes the carried vectors besides h, those after the last step, those before the first. */
  default void carry() {}

  /** Zeroes the carried vectors besides h of one stream. */
  default void beginSequence(int stream) {}

  /** Replaces the carried vectors besides h: (S - 1, B, H) from {@code offset}. */
  default void setState(float[] state, int offset) {}

  /** Copies the carried vectors besides h: (S - 1, B, H) to {@code offset}. */
  default void copyStateTo(float[] state, int offset) {}

  /** Frees memory off the heap. */
  @Override
  void close();
}
