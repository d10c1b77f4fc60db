package org.unroll.task.language;

import java.util.Arrays;
import org.unroll.nn.output.OutputConfig;
import org.unroll.tensor.TensorLayout;

/** The output layers of {@link ReferenceNetwork}, for one prediction at a time. */
final class ReferenceOutput {

  private final ModelConfig config;
  private final TensorLayout layout;
  private final int vocabularySize;
  private final int batchSize;
  private final double[] parameters;
  private final double[] gradient;

  ReferenceOutput(
      ModelConfig config,
      TensorLayout layout,
      int vocabularySize,
      int batchSize,
      double[] parameters,
      double[] gradient) {
    this.config = config;
    this.layout = layout;
    this.vocabularySize = vocabularySize;
    this.batchSize = batchSize;
    this.parameters = parameters;
    this.gradient = gradient;
  }

  /** -log p(target); adds the gradients of its B-th part. */
  double run(double[] hidden, int target, double[] dHidden) {
    if (config.output().kind() != OutputConfig.Kind.ADAPTIVE) {
      String weight = config.output().tied() ? "embedding.weight" : "decoder.weight";
      return softmax(weight, "decoder.bias", hidden, target, dHidden);
    }
    int cluster = config.output().cutoffs().size() - 1;
    while (cluster >= 0 && target < config.output().cutoffs().get(cluster)) {
      cluster--;
    }
    String head = "decoder.head.weight";
    if (cluster < 0) {
      return softmax(head, "decoder.head.bias", hidden, target, dHidden);
    }
    int headClass = config.output().cutoffs().get(0) + cluster;
    double loss = softmax(head, "decoder.head.bias", hidden, headClass, dHidden);
    String projection = "decoder.tail." + cluster + ".0.weight";
    String words = "decoder.tail." + cluster + ".1.weight";
    double[] projected = product(projection, hidden);
    double[] dProjected = new double[projected.length];
    loss +=
        softmax(words, "", projected, target - config.output().cutoffs().get(cluster), dProjected);
    addProductGradient(projection, hidden, dProjected, dHidden);
    return loss;
  }

  /** The probabilities of all words, by the definition. */
  double[] probabilities(double[] hidden) {
    double[] kept = gradient.clone();
    double[] all = new double[vocabularySize];
    for (int word = 0; word < all.length; word++) {
      all[word] = Math.exp(-run(hidden, word, new double[hidden.length]));
    }
    System.arraycopy(kept, 0, gradient, 0, kept.length);
    return all;
  }

  private double softmax(String weight, String bias, double[] x, int target, double[] dx) {
    double[] logits = product(weight, x);
    int biasOffset = bias.isEmpty() ? -1 : layout.slot(bias).offset();
    for (int v = 0; v < logits.length && biasOffset >= 0; v++) {
      logits[v] += parameters[biasOffset + v];
    }
    double largest = Arrays.stream(logits).max().orElseThrow();
    double sum = Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).sum();
    double logSumExp = largest + Math.log(sum);
    double[] dLogits = new double[logits.length];
    for (int v = 0; v < logits.length; v++) {
      dLogits[v] = (Math.exp(logits[v] - logSumExp) - (v == target ? 1 : 0)) / batchSize;
      if (biasOffset >= 0) {
        gradient[biasOffset + v] += dLogits[v];
      }
    }
    addProductGradient(weight, x, dLogits, dx);
    return logSumExp - logits[target];
  }

  private double[] product(String weight, double[] x) {
    TensorLayout.Slot slot = layout.slot(weight);
    double[] y = new double[slot.shape().get(0)];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += parameters[slot.offset() + i * x.length + j] * x[j];
      }
    }
    return y;
  }

  private void addProductGradient(String weight, double[] x, double[] dy, double[] dx) {
    int at = layout.slot(weight).offset();
    for (int i = 0; i < dy.length; i++) {
      for (int j = 0; j < x.length; j++) {
        gradient[at + i * x.length + j] += dy[i] * x[j];
        dx[j] += dy[i] * parameters[at + i * x.length + j];
      }
    }
  }
}
