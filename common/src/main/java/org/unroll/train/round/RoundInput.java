package org.unroll.train.round;

import java.io.Serializable;
import org.unroll.train.exchange.Float32Block;

/** What all shards begin a round with: the parameters and the state of the inner optimiser. */
public final class RoundInput implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Float32Block parameters;
  private final Float32Block[] optimizerState;

  /**
   * A start; the arrays are not copied.
   *
   * @param parameters in layout order
   * @param optimizerState blocks the size of the parameters
   */
  public RoundInput(float[] parameters, float[][] optimizerState) {
    this.parameters = new Float32Block(parameters);
    this.optimizerState = Float32Block.of(optimizerState);
  }

  public float[] parameters() {
    return parameters.values();
  }

  public float[][] optimizerState() {
    return Float32Block.values(optimizerState);
  }
}
