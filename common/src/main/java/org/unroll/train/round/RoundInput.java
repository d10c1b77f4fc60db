package org.unroll.train.round;

import java.io.Serializable;
import org.unroll.train.exchange.Float32Block;

/** The parameters and optimiser state with which all shards start a round. */
public final class RoundInput implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Float32Block parameters;
  private final Float32Block[] optimizerState;

  /**
   * An input; the arrays are not copied.
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
