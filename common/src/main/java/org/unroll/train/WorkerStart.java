package org.unroll.train;

import java.io.Serializable;

/** What all shards begin a round with: the parameters and the state of the inner optimiser. */
public final class WorkerStart implements Serializable {

  private static final long serialVersionUID = 1L;

  private final FloatBlock parameters;
  private final FloatBlock[] optimizerState;

  /**
   * A start; the arrays are not copied.
   *
   * @param parameters in layout order
   * @param optimizerState blocks the size of the parameters
   */
  public WorkerStart(float[] parameters, float[][] optimizerState) {
    this.parameters = new FloatBlock(parameters);
    this.optimizerState = FloatBlock.of(optimizerState);
  }

  public float[] parameters() {
    return parameters.values();
  }

  public float[][] optimizerState() {
    return FloatBlock.values(optimizerState);
  }
}
