package org.unroll.task.classification;

import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.nn.Dense;
import org.unroll.nn.output.CrossEntropy;
import org.unroll.nn.output.OutputLayer;
import org.unroll.nn.output.SigmoidOutput;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * A classifier: an encoder, and a linear layer with a softmax, or a sigmoid for each label.
 *
 * <p>Not for use by several threads at once. Memory off the heap is freed by {@link #close} alone.
 */
final class Classifier implements AutoCloseable {

  private static final String OUTPUT = "output";
  private static final String OUTPUT_WEIGHT = "output.weight";
  private static final String OUTPUT_BIAS = "output.bias";

  private final ClassificationConfig config;
  private final int batchSize;
  private final Parameters parameters;
  private final Gradient gradient;
  private final Encoder encoder;
  private final Dense output;
  private final CrossEntropy crossEntropy;
  private final SigmoidOutput sigmoid;
  private final OffHeapFloats memory;
  private final Matrix scores; // (B, K)
  private final int[] targets; // (B)
  private final float[] indicators; // (B, K): 1 where a label applies

  /**
   * Allocates parameters, their gradient and the workspace.
   *
   * @param timeSteps T, of texts; of a longer one the first T tokens count
   * @param batchSize B
   * @param classWeights (K)
   */
  Classifier(ClassificationConfig config, int timeSteps, int batchSize, float[] classWeights) {
    this.config = config;
    this.batchSize = batchSize;
    TensorLayout layout = layout(config);
    this.parameters = new Parameters(layout);
    this.gradient = new Gradient(layout);
    this.encoder = config.encoder().newEncoder(timeSteps, batchSize, parameters, gradient);
    this.output = new Dense(parameters, gradient, OUTPUT);
    this.crossEntropy = new CrossEntropy(classWeights);
    this.sigmoid =
        new SigmoidOutput(
            LinearWeights.of(parameters, gradient, OUTPUT_WEIGHT, OUTPUT_BIAS), batchSize);
    this.memory = new OffHeapFloats(batchSize * config.labels());
    this.scores = Matrix.of(memory.buffer(), batchSize, config.labels());
    this.targets = new int[batchSize];
    this.indicators = new float[batchSize * config.labels()];
  }

  /** The layout of a classifier's parameters. */
  static TensorLayout layout(ClassificationConfig config) {
    TensorLayout.Builder layout = TensorLayout.builder();
    config.encoder().addTo(layout);
    Dense.addTo(layout, OUTPUT, config.encoder().outputSize(), config.labels());
    return layout.build();
  }

  Parameters parameters() {
    return parameters;
  }

  Gradient gradient() {
    return gradient;
  }

  int batchSize() {
    return batchSize;
  }

  /**
   * Computes the loss of a mini-batch and its gradient, that of the sum of losses divided by B.
   *
   * @return the sum of the losses, in nats
   */
  double backward(LabelledShard shard, int[] examples, long dropoutSeed) {
    Matrix encoded = encoder.forward(shard, examples, dropoutSeed);
    double scale = 1.0 / batchSize;
    readTargets(shard, examples);
    double loss =
        switch (config.choice()) {
          case SINGLE -> {
            output.forward(batchSize, encoded, scores);
            double sum = crossEntropy.forward(batchSize, scores, targets);
            crossEntropy.backward(batchSize, scale, scores, targets);
            output.backward(batchSize, encoded, scores, encoder.outputGradient());
            yield sum;
          }
          case MULTIPLE -> {
            double sum = sigmoid.forward(examples.length, encoded, indicators);
            clearFrom(examples.length, encoder.outputGradient());
            sigmoid.backward(scale, encoder.outputGradient());
            yield sum;
          }
        };
    encoder.backward();
    gradient.clearRanges();
    encoder.addRanges(gradient);
    gradient.addRange(gradient.layout().slot(OUTPUT_WEIGHT).offset(), gradient.layout().size());
    return loss;
  }

  private static void clearFrom(int first, Matrix rows) {
    for (int r = first; r < rows.rows(); r++) {
      rows.clearRow(r);
    }
  }

  private void readTargets(LabelledShard shard, int[] examples) {
    Arrays.fill(targets, OutputLayer.NO_TARGET);
    Arrays.fill(indicators, 0);
    for (int b = 0; b < examples.length; b++) {
      for (int i = 0; i < shard.labels().length(examples[b]); i++) {
        int label = shard.labels().get(examples[b], i);
        targets[b] = label;
        indicators[b * config.labels() + label] = 1;
      }
    }
  }

  /**
   * Computes the probabilities of the labels of some examples.
   *
   * @param logProbabilities receives log p of each label, (at most B, K)
   */
  void evaluate(LabelledShard shard, int[] examples, float[] logProbabilities) {
    Matrix encoded = encoder.evaluate(shard, examples);
    int labels = config.labels();
    if (config.choice() == ClassificationConfig.Choice.MULTIPLE) {
      Arrays.fill(indicators, 0);
      sigmoid.forward(examples.length, encoded, indicators);
    } else {
      output.forward(batchSize, encoded, scores);
    }
    for (int b = 0; b < examples.length; b++) {
      for (int label = 0; label < labels; label++) {
        logProbabilities[b * labels + label] =
            (float)
                switch (config.choice()) {
                  case SINGLE -> crossEntropy.logProbability(scores, b, label);
                  case MULTIPLE -> sigmoid.logProbability(b, label);
                };
      }
    }
  }

  @Override
  public void close() {
    parameters.close();
    gradient.close();
    encoder.close();
    sigmoid.close();
    memory.close();
  }
}
