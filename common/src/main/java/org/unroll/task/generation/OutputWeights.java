package org.unroll.task.generation;

/** The weights of the layer that predicts tokens. */
public enum OutputWeights {
  /** The layer has weights of its own. */
  OWN,
  /** The weights are the vectors of the tokens that the decoder reads (Press and Wolf 2017). */
  TIED
}
