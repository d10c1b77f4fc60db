package org.unroll.nn.cell;

import java.util.List;
import org.unroll.math.Matrix;
import org.unroll.tensor.LinearWeights;

/**
 * The part of a recurrent layer that works step by step, from the input's share of the
 * pre-activations on. A cell owns the recurrent weights and keeps what its backward pass needs of
 * each step.
 *
 * <p>Steps are counted in the order in which the layer takes them. All matrices of one step have a
 * row for each of the B sequences. The rows of a sequence that has ended are computed with the
 * others; backward their gradients are zero, and so is all that comes of them.
 */
public sealed interface RecurrentCell extends AutoCloseable
    permits ElmanCell, LstmCell, GruCell, ResetBeforeGruCell {

  /**
   * A cell.
   *
   * @param weights the recurrent ones, (G * H, H) and (G * H)
   */
  static RecurrentCell of(CellKind kind, CellShape shape, LinearWeights weights) {
    return switch (kind) {
      case RNN_TANH -> new ElmanCell(shape, weights, ElmanCell.Activation.TANH);
      case RNN_RELU -> new ElmanCell(shape, weights, ElmanCell.Activation.RELU);
      case LSTM -> new LstmCell(shape, weights);
      case GRU -> new GruCell(shape, weights);
      case GRU_RESET_BEFORE -> new ResetBeforeGruCell(shape, weights);
    };
  }

  /** G, the number of gates, each of which has H pre-activations. */
  int gates();

  /** The vectors besides h that a sequence carries from step to step: the c of an LSTM. */
  default List<StateVector> carried() {
    return List.of();
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
   * Takes one step: overwrites its pre-activations, and writes the next slot of h.
   *
   * @param buffers the same in each step
   */
  void forward(int step, StepBuffers buffers);

  /** Zeroes the sums over the steps of a batch that {@link #backward} adds to. */
  default void beginBackward() {}

  /**
   * Takes one step backward. Writes the gradient of the step's pre-activations, replaces the
   * gradient of h by the part of it that reaches the h before the step past the recurrent products,
   * and adds the other part to the gradient of what the products read.
   *
   * @param buffers as {@link #forward} left them
   */
  void backward(int step, StepBuffers buffers);

  /**
   * Writes the gradients of the recurrent weights and biases, after all steps have been gone back.
   *
   * @param rows the rows that take part: B for each step that was taken
   * @param dPre (T * B, G * H), the gradients of the pre-activations
   * @param recurrent (T * B, H), what the recurrent products of each step read
   * @param dBias (G, H), the sum of {@code dPre} over its rows
   */
  void weightGradient(int rows, Matrix dPre, Matrix recurrent, float[] dBias);

  /** Frees memory off the heap. */
  @Override
  void close();
}
