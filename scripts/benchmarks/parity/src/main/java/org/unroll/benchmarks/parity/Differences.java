package org.unroll.benchmarks.parity;

import org.unroll.benchmarks.Preset;
import org.unroll.benchmarks.pytorch.TorchOptimizer;
import org.unroll.nn.output.OutputLayer;
import org.unroll.optim.Optimizer;
import org.unroll.optim.OptimizerConfig;
import org.unroll.task.language.TokenBatch;




import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;

/**
 * How far Unroll is from PyTorch, relative to PyTorch.
 *
 * @param scores of all words (logits, or log-probabilities of an adaptive softmax), the norm of the
 *     difference over the norm
 * @param loss of one batch
 * @param gradient the largest, over all tensors, of the norm of the difference over the norm
 * @param furthestTensor where the gradient's difference is largest
 * @param training the largest difference of a step's loss, over {@value #STEPS} steps of training
 */
record Differences(
    double scores, double loss, double gradient, String furthestTensor, double training) {

  static final double FORWARD_BOUND = 1e-5;
  static final double GRADIENT_BOUND = 1e-4;
  static final double TRAINING_BOUND = 1e-3;

  private static final int STEPS = 100;

  /** Every eleventh target of the batch that is compared is left out. */
  private static final int PADDING_EVERY = 11;

  /** Compares forward, backward and training. */
  static Differences of(Subject subject) {
    List<TokenBatch> batches = subject.batches(2);
    TokenBatch first = batches.get(0);
    TokenBatch second = batches.get(1);
    for (int i = 0; i < second.targets.length; i += PADDING_EVERY) {
      second.targets[i] = OutputLayer.NO_TARGET;
    }
    double scores;
    try (Pair pair = new Pair(subject)) {
      pair.network().scores(first);
      pair.torchScores(first);
      scores = relative(pair.network().scores(second), pair.torchScores(second));
    }
    try (Pair pair = new Pair(subject)) {
      pair.network().backward(first);
      pair.torchBackward(first);
      double loss = relative(pair.network().backward(second), pair.torchBackward(second));
      double furthest = 0;
      String furthestTensor = "";
      for (String name : pair.network().parameters().layout().names()) {
        double difference = relative(gradient(pair, name), pair.torchNetwork().gradient(name));
        if (difference >= furthest) {
          furthest = difference;
          furthestTensor = name;
        }
      }
      return new Differences(scores, loss, furthest, furthestTensor, training(subject));
    }
  }

  private static float[] gradient(Pair pair, String name) {
    FloatBuffer view = pair.network().gradient().view(name);
    float[] values = new float[view.remaining()];
    view.get(values);
    return values;
  }

  private static double training(Subject subject) {
    double largest = 0;
    try (Pair pair = new Pair(subject)) {
      Network network = pair.network();
      Optimizer optimizer =
          new Optimizer(OptimizerConfig.sgd(Preset.CLIP_NORM), network.parameters().layout());
      TorchOptimizer torchOptimizer = TorchOptimizer.sgd(pair.torchNetwork(), Preset.CLIP_NORM);
      for (TokenBatch batch : subject.batches(STEPS)) {
        largest = Math.max(largest, relative(network.backward(batch), pair.torchBackward(batch)));
        optimizer.step(network.parameters(), network.gradient(), subject.learningRate());
        torchOptimizer.step(subject.learningRate());
      }
    }
    return largest;
  }

  private static double relative(double ours, double theirs) {
    return Math.abs(ours - theirs) / Math.abs(theirs);
  }

  /** The norm of the difference over the norm of {@code theirs}. */
  static double relative(float[] ours, float[] theirs) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < theirs.length; i++) {
      double distance = (double) ours[i] - theirs[i];
      difference += distance * distance;
      norm += (double) theirs[i] * theirs[i];
    }
    return Math.sqrt(difference / norm);
  }

  boolean withinBounds() {
    return scores < FORWARD_BOUND
        && loss < FORWARD_BOUND
        && gradient < GRADIENT_BOUND
        && training < TRAINING_BOUND;
  }

  static String header() {
    return String.format(
        "%-48s %10s %10s %10s %10s  %s",
        "", "scores", "loss", "gradient", "100 steps", "furthest tensor");
  }

  String row(Subject subject) {
    return String.format(
        Locale.ROOT,
        "%-48s %10.1e %10.1e %10.1e %10.1e  %s",
        subject,
        scores,
        loss,
        gradient,
        training,
        furthestTensor);
  }
}
