package org.unroll.benchmarks.pytorch;

import java.util.Arrays;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Recurrent layers over sequences of unlike lengths, which begin with a state of zeros, with
 * dropout before, between and after them.
 */
public final class TorchEncoder {

  private final TorchShape shape;
  private final TorchDropout dropout;
  private final TorchRecurrent recurrent;

  /**
   * Creates the layers with PyTorch's initial values.
   *
   * @param shape whose own dropout is that between the layers
   * @throws IllegalArgumentException if masks are to be shared between layers, which PyTorch's
   *     modules cannot
   */
  public TorchEncoder(TorchShape shape, TorchDropout dropout) {
    if (shape.layers() > 1
        && dropout.probability() > 0
        && dropout.mask() == TorchDropout.Mask.SHARED) {
      throw new IllegalArgumentException(
          "expected one layer, or a dropout mask for each step, found "
              + shape.layers()
              + " layers and "
              + dropout);
    }
    this.shape = shape;
    this.dropout = dropout;
    this.recurrent = TorchRecurrent.of(shape);
  }

  /** Returns the module that holds the parameters. */
  public Module module() {
    return recurrent.module();
  }

  /**
   * Runs over packed sequences.
   *
   * @param input {@code (T, B, I)}
   * @param lengths (B), each from 1 to T
   * @return the output {@code (T, B, W)}, zero past the ends, then the final state of each sequence
   *     at its own end, {@code (L * directions, B, H)} each
   */
  public Tensor[] forward(Tensor input, int[] lengths) {
    Tensor[] results =
        recurrent.forwardPacked(dropout.apply(input), lengths, zeros(lengths.length));
    results[0] = dropout.apply(results[0]);
    return results;
  }

  /**
   * Runs over padded sequences, whose outputs past the ends mean nothing: for layers that read in
   * one direction, and faster.
   *
   * @param input {@code (T, B, I)}
   * @param state {@code (L, B, H)} each
   * @return the output {@code (T, B, H)}
   */
  public Tensor forwardPadded(Tensor input, Tensor... state) {
    return dropout.apply(recurrent.forward(dropout.apply(input), state)[0]);
  }

  /** Returns a state of zeros, {@code (L * directions, B, H)} each. */
  public Tensor[] zeros(int batchSize) {
    Tensor[] state = new Tensor[shape.cell().states()];
    Arrays.setAll(
        state,
        i ->
            torch.zeros((long) shape.layers() * shape.directions(), batchSize, shape.hiddenSize()));
    return state;
  }
}
