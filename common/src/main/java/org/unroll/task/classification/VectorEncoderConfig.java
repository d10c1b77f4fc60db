package org.unroll.task.classification;

import java.util.List;
import org.unroll.nn.StackConfig;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * The shape of a multi-layer perceptron's hidden layers.
 *
 * @param features I
 * @param hiddenSizes the units of each hidden layer, from the input on; none for a linear model
 * @param dropout the probability of dropping a hidden unit in training
 */
public record VectorEncoderConfig(int features, List<Integer> hiddenSizes, double dropout)
    implements EncoderConfig {

  public VectorEncoderConfig {
    hiddenSizes = List.copyOf(hiddenSizes);
    for (int size : hiddenSizes) {
      StackConfig.checkWidth("classification.hiddenSizes", size);
    }
  }

  /** The width of the layer with a number, the input being number 0. */
  int width(int layer) {
    return layer == 0 ? features : hiddenSizes.get(layer - 1);
  }

  /** W, the width of the last hidden layer. */
  @Override
  public int outputSize() {
    return width(hiddenSizes.size());
  }

  @Override
  public void addTo(TensorLayout.Builder layout) {
    VectorEncoder.addTo(layout, this);
  }

  /** None: a language model does not read vectors. */
  @Override
  public List<List<String>> layers() {
    return List.of();
  }

  @Override
  public Encoder newEncoder(
      int timeSteps, int batchSize, Parameters parameters, Gradient gradient) {
    return new VectorEncoder(this, batchSize, parameters, gradient);
  }
}
