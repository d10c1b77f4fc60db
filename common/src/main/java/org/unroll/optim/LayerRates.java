package org.unroll.optim;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;

/**
 * Smaller learning rates for lower layers, and layers that join later: discriminative fine-tuning
 * and gradual unfreezing (Howard and Ruder 2018).
 *
 * @param factor by which the rate of a layer is divided to give that of the layer below
 * @param unfreezeEpochs the epochs that pass before the next lower layer joins; 0 for all at once
 */
public record LayerRates(double factor, int unfreezeEpochs) implements Serializable {

  /** The same rate for all layers. */
  public static final LayerRates EQUAL = new LayerRates(1, 0);

  public LayerRates {
    if (!(factor >= 1) || Double.isInfinite(factor)) {
      throw new ConfigurationException(
          "train.layerRateFactor must be a finite number of at least 1, found " + factor);
    }
    if (unfreezeEpochs < 0) {
      throw new ConfigurationException(
          "train.unfreezeEpochs must be at least 0, found " + unfreezeEpochs);
    }
  }

  /**
   * The share of the learning rate that a layer has.
   *
   * @param depth the layers above it
   * @param epoch counted from 0
   */
  double of(int depth, int epoch) {
    return (long) unfreezeEpochs * depth > epoch ? 0 : StrictMath.pow(factor, -depth);
  }
}
