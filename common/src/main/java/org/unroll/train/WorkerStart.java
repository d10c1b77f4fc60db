package org.unroll.train;

import java.io.Serializable;
import java.util.Arrays;

/** What all shards begin a round with: the parameters and the state of the inner optimiser. */
public final class WorkerStart implements Serializable {

  private static final long serialVersionUID = 1L;

  private final FloatBlocks blocks; // the parameters, then the optimiser's state

  /**
   * A start; the arrays are not copied.
   *
   * @param parameters in layout order
   * @param optimizerState blocks the size of the parameters
   */
  public WorkerStart(float[] parameters, float[][] optimizerState) {
    this.blocks = FloatBlocks.of(parameters, optimizerState);
  }

  public float[] parameters() {
    return blocks.blocks()[0];
  }

  public float[][] optimizerState() {
    return Arrays.copyOfRange(blocks.blocks(), 1, blocks.blocks().length);
  }
}
