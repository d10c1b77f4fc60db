package org.unroll.benchmarks.tasks;

import java.util.Arrays;
import java.util.Locale;
import org.unroll.optim.LearningRate;
import org.unroll.task.Examples;
import org.unroll.tensor.TensorLayout;

/**
 * How far Unroll is from PyTorch in some steps of training without dropout, relative to PyTorch.
 *
 * @param loss the largest difference of a step's loss
 * @param gradient the largest, over all tensors, of the norm of the difference over the norm, in
 *     the first step
 * @param furthestGradient the tensor in which it is largest
 * @param parameters the same of the parameters after the last step
 * @param furthestParameters the tensor in which it is largest
 */
record LearnerDifferences(
    double loss,
    double gradient,
    String furthestGradient,
    double parameters,
    String furthestParameters) {

  static final double LOSS_BOUND = 1e-4;
  static final double GRADIENT_BOUND = 1e-4;
  static final double PARAMETERS_BOUND = 1e-3;

  /**
   * Compares some steps.
   *
   * @param problem without dropout
   */
  static <E extends Examples> LearnerDifferences of(LearningProblem<E> problem, int steps) {
    TensorLayout layout = problem.task().layout();
    LearningRate rate = new LearningRate(problem.train().learningRate());
    try (Learner unroll = new UnrollLearner<>(problem);
        Learner torch = new TorchLearner<>(problem)) {
      double loss = 0;
      Furthest gradient = new Furthest(0, "");
      for (int step = 0; step < steps; step++) {
        int epoch = step / problem.steps();
        int ofEpoch = step % problem.steps();
        double expected = torch.train(problem.epochSeed(epoch), ofEpoch, rate.at(epoch, step));
        double found = unroll.train(problem.epochSeed(epoch), ofEpoch, rate.at(epoch, step));
        loss = Math.max(loss, Math.abs(found - expected) / Math.abs(expected));
        if (step == 0) {
          // PyTorch's gradient is clipped in place, Unroll's on its way into the parameters.
          gradient = Furthest.ofDirections(layout, unroll.gradient(), torch.gradient());
        }
      }
      Furthest parameters = Furthest.of(layout, unroll.parameters(), torch.parameters());
      return new LearnerDifferences(
          loss, gradient.distance(), gradient.tensor(), parameters.distance(), parameters.tensor());
    }
  }

  /** The tensor in which two blocks differ most. */
  private record Furthest(double distance, String tensor) {

    static Furthest of(TensorLayout layout, float[] ours, float[] theirs) {
      Furthest furthest = new Furthest(0, "");
      for (String name : layout.names()) {
        TensorLayout.Slot slot = layout.slot(name);
        double difference = 0;
        double norm = 0;
        for (int i = slot.offset(); i < slot.offset() + slot.size(); i++) {
          difference += square(ours[i] - theirs[i]);
          norm += square(theirs[i]);
        }
        double distance = difference == 0 ? 0 : Math.sqrt(difference / norm);
        furthest = distance >= furthest.distance ? new Furthest(distance, name) : furthest;
      }
      return furthest;
    }

    /** The same of blocks that are scaled to one length first. */
    static Furthest ofDirections(TensorLayout layout, float[] ours, float[] theirs) {
      return of(layout, scaled(ours), scaled(theirs));
    }

    private static float[] scaled(float[] block) {
      double squares = 0;
      for (float value : block) {
        squares += square(value);
      }
      float[] scaled = Arrays.copyOf(block, block.length);
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = (float) (scaled[i] / Math.sqrt(squares));
      }
      return scaled;
    }

    private static double square(double value) {
      return value * value;
    }
  }

  boolean withinBounds() {
    return loss < LOSS_BOUND && gradient < GRADIENT_BOUND && parameters < PARAMETERS_BOUND;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "loss %.1e, gradient %.1e (%s), parameters %.1e (%s)",
        loss,
        gradient,
        furthestGradient,
        parameters,
        furthestParameters);
  }
}
