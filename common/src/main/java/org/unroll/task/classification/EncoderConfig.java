package org.unroll.task.classification;

import java.io.Serializable;
import java.util.List;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/** The shape of the part of a classifier that turns an example into one vector. */
public sealed interface EncoderConfig extends Serializable
    permits TextEncoderConfig, VectorEncoderConfig {

  /** W, the width of the vector. */
  int outputSize();

  /** Adds the encoder's tensors. */
  void addTo(TensorLayout.Builder layout);

  /** The names of the tensors that are a language model's too, layer by layer from the input up. */
  List<List<String>> layers();

  /**
   * Builds an encoder over a model's blocks.
   *
   * @param timeSteps T, of texts; of a longer one the first T tokens count
   * @param batchSize B
   */
  Encoder newEncoder(int timeSteps, int batchSize, Parameters parameters, Gradient gradient);
}
