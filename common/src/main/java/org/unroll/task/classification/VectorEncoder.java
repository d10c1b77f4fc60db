package org.unroll.task.classification;

import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;
import org.unroll.nn.Dense;
import org.unroll.nn.dropout.Dropout;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/** The hidden layers of a multi-layer perceptron with rectified linear units. */
final class VectorEncoder implements Encoder {

  private static final String LAYER = "hidden.";

  private final VectorEncoderConfig config;
  private final int batchSize;
  private final Dense[] layers; // (L)
  private final Dropout[] dropouts; // (L): after each layer
  private final OffHeapFloats memory;
  private final Matrix input; // (B, I)
  private final Matrix[] activations; // (L): h of each layer, (B, its width)
  private final Matrix[] inputs; // (L): of each layer, after the dropout of the layer before
  private final Matrix[] gradients; // (L + 1): of the input, and of each layer's output
  private final float[] row; // (the largest width)
  private final float[] slopes; // (the largest width)

  VectorEncoder(
      VectorEncoderConfig config, int batchSize, Parameters parameters, Gradient gradient) {
    this.config = config;
    this.batchSize = batchSize;
    int depth = config.hiddenSizes().size();
    this.layers = new Dense[depth];
    this.dropouts = new Dropout[depth];
    this.activations = new Matrix[depth];
    this.inputs = new Matrix[depth];
    this.gradients = new Matrix[depth + 1];
    int widths = 0;
    int widest = 0;
    for (int layer = 0; layer <= depth; layer++) {
      widths += config.width(layer);
      widest = Math.max(widest, config.width(layer));
    }
    this.memory = new OffHeapFloats(Math.multiplyExact(batchSize, 2 * widths));
    this.input = slice(0, config.features());
    int offset = config.features();
    for (int layer = 0; layer < depth; layer++) {
      int width = config.width(layer + 1);
      layers[layer] = new Dense(parameters, gradient, LAYER + layer);
      dropouts[layer] =
          new Dropout(DropoutConfig.Kind.PLAIN, config.dropout(), 1, batchSize, width);
      activations[layer] = slice(offset, width);
      offset += width;
    }
    for (int layer = 0; layer <= depth; layer++) {
      gradients[layer] = slice(offset, config.width(layer));
      offset += config.width(layer);
    }
    this.row = new float[widest];
    this.slopes = new float[widest];
  }

  private Matrix slice(int offset, int width) {
    return Matrix.of(memory.slice(offset * batchSize, width * batchSize), batchSize, width);
  }

  static void addTo(TensorLayout.Builder layout, VectorEncoderConfig config) {
    for (int layer = 0; layer < config.hiddenSizes().size(); layer++) {
      Dense.addTo(layout, LAYER + layer, config.width(layer), config.width(layer + 1));
    }
  }

  @Override
  public Matrix forward(LabelledShard shard, int[] examples, long dropoutSeed) {
    Matrix x = read(shard, examples);
    for (int layer = 0; layer < layers.length; layer++) {
      inputs[layer] = x;
      x = apply(layer, x);
      x = dropouts[layer].forward(batchSize, x, Seeds.at(dropoutSeed, layer));
    }
    return x;
  }

  @Override
  public Matrix evaluate(LabelledShard shard, int[] examples) {
    Matrix x = read(shard, examples);
    for (int layer = 0; layer < layers.length; layer++) {
      x = apply(layer, x);
    }
    return x;
  }

  private Matrix read(LabelledShard shard, int[] examples) {
    for (int b = 0; b < batchSize; b++) {
      if (b < examples.length) {
        shard.copyFeatures(examples[b], row, 0);
        input.put(b, 1, row, 0);
      } else {
        input.clearRow(b);
      }
    }
    return input;
  }

  /** h = max(0, W x + b). */
  private Matrix apply(int layer, Matrix x) {
    Matrix h = activations[layer];
    layers[layer].forward(batchSize, x, h);
    for (int b = 0; b < batchSize; b++) {
      h.get(b, 1, row, 0);
      for (int i = 0; i < h.columns(); i++) {
        row[i] = Math.max(0, row[i]);
      }
      h.put(b, 1, row, 0);
    }
    return h;
  }

  @Override
  public Matrix outputGradient() {
    return gradients[layers.length];
  }

  @Override
  public void backward() {
    for (int layer = layers.length - 1; layer >= 0; layer--) {
      Matrix dh = gradients[layer + 1];
      dropouts[layer].backward(batchSize, dh);
      for (int b = 0; b < batchSize; b++) {
        activations[layer].get(b, 1, row, 0);
        dh.get(b, 1, slopes, 0);
        for (int i = 0; i < dh.columns(); i++) {
          slopes[i] = row[i] > 0 ? slopes[i] : 0;
        }
        dh.put(b, 1, slopes, 0);
      }
      layers[layer].backward(batchSize, inputs[layer], dh, gradients[layer]);
    }
  }

  @Override
  public void addRanges(Gradient gradient) {
    int end = 0;
    for (int layer = 0; layer < layers.length; layer++) {
      end += (config.width(layer) + 1) * config.width(layer + 1);
    }
    gradient.addRange(0, end);
  }

  @Override
  public void close() {
    memory.close();
    for (Dropout dropout : dropouts) {
      dropout.close();
    }
  }
}
