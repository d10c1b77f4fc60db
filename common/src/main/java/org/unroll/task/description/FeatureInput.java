package org.unroll.task.description;

import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.nn.Dense;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;

/** The vectors that a describer reads before its first token: a linear map of the features. */
final class FeatureInput implements AutoCloseable {

  private final int batchSize;
  private final Dense dense;
  private final OffHeapFloats memory;
  private final Matrix features; // (B, F)
  private final Matrix dFeatures; // (B, F)

  /**
   * Builds a layer over views of a model's blocks.
   *
   * @param name of the layer: its tensors are {@code name.weight}, (E, F), and {@code name.bias}
   * @param batchSize B
   */
  FeatureInput(Parameters parameters, Gradient gradient, String name, int batchSize) {
    int width = parameters.matrix(name + ".weight").columns();
    int size = Math.multiplyExact(batchSize, width);
    this.batchSize = batchSize;
    this.dense = new Dense(parameters, gradient, name);
    this.memory = new OffHeapFloats(2 * size);
    this.features = Matrix.of(memory.slice(0, size), batchSize, width);
    this.dFeatures = Matrix.of(memory.slice(size, size), batchSize, width);
  }

  /** The features, (B, F), which the caller writes before {@link #forward}. */
  Matrix features() {
    return features;
  }

  /** Writes the first B rows of {@code vectors}, each (E). */
  void forward(Matrix vectors) {
    dense.forward(batchSize, features, vectors);
  }

  /** Takes the gradient of the first B rows of {@code dVectors}, and zeroes them. */
  void backward(Matrix dVectors) {
    dense.backward(batchSize, features, dVectors, dFeatures);
    for (int b = 0; b < batchSize; b++) {
      dVectors.clearRow(b);
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
