package org.unroll.benchmarks.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.unroll.benchmarks.Quartiles;
import org.unroll.task.Objective;

/** The epochs of both libraries, and the table made of them. */
final class TaskComparison {

  private final String metric;
  private final Objective.Direction direction;
  private final List<LearningRun.Epoch> unroll = new ArrayList<>();
  private final List<LearningRun.Epoch> pytorch = new ArrayList<>();

  private TaskComparison(String metric, Objective.Direction direction) {
    this.metric = metric;
    this.direction = direction;
  }

  /** A comparison of no epochs yet, by {@code METRIC DIRECTION}. */
  static TaskComparison of(String objective) {
    String[] fields = objective.split(" ", 2);
    return new TaskComparison(fields[0], Objective.Direction.valueOf(fields[1]));
  }

  /** Returns the header of the lines of {@link #add}. */
  String header() {
    return "epoch\tlibrary\tloss\tvalidation "
        + metric
        + "\ttest "
        + metric
        + "\tseconds\tCPU seconds";
  }

  /** Adds the same epoch of both, and returns the lines that show it. */
  String add(LearningRun.Epoch ofUnroll, LearningRun.Epoch ofPyTorch) {
    unroll.add(ofUnroll);
    pytorch.add(ofPyTorch);
    return line("unroll", ofUnroll) + System.lineSeparator() + line("pytorch", ofPyTorch);
  }

  private String line(String library, LearningRun.Epoch epoch) {
    return String.format(
        Locale.ROOT,
        "%d\t%s\t%.4f\t%.4f\t%.4f\t%.3f\t%.3f",
        unroll.size(),
        library,
        epoch.loss(),
        epoch.validation(),
        epoch.test(),
        epoch.speed().seconds(),
        epoch.speed().cpuSeconds());
  }

  /**
   * Returns a table of the medians of the epochs, with quartiles of their ratios, of the ratio of
   * all CPU time, and of the figures after the last epoch and after the one with the best
   * validation.
   */
  String table(String name) {
    return String.join(
        System.lineSeparator(),
        "| data | epochs | seconds per epoch: Unroll | PyTorch | ratio | ratio of CPU seconds |"
            + " test "
            + metric
            + " after the last epoch: Unroll | PyTorch | at the best validation: Unroll | PyTorch |",
        "|---|---|---|---|---|---|---|---|---|---|",
        String.format(
            Locale.ROOT,
            "| %s | %d | %.3f | %.3f | %s | %.2f | %.4f | %.4f | %.4f | %.4f |",
            name,
            unroll.size(),
            median(unroll),
            median(pytorch),
            ratio(),
            cpuSeconds(unroll) / cpuSeconds(pytorch),
            last(unroll),
            last(pytorch),
            best(unroll),
            best(pytorch)));
  }

  private static double median(List<LearningRun.Epoch> epochs) {
    return Quartiles.of(epochs.stream().map(epoch -> epoch.speed().seconds()).toList()).median();
  }

  /** The quartiles of Unroll's time over PyTorch's, epoch by epoch. */
  private String ratio() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < unroll.size(); i++) {
      ratios.add(unroll.get(i).speed().seconds() / pytorch.get(i).speed().seconds());
    }
    Quartiles quartiles = Quartiles.of(ratios);
    return String.format(
        Locale.ROOT, "%.2f (%.2f-%.2f)", quartiles.median(), quartiles.lower(), quartiles.upper());
  }

  /** The CPU time of all epochs, which is measured in steps as long as a short epoch. */
  private static double cpuSeconds(List<LearningRun.Epoch> epochs) {
    return epochs.stream().mapToDouble(epoch -> epoch.speed().cpuSeconds()).sum();
  }

  private static double last(List<LearningRun.Epoch> epochs) {
    return epochs.get(epochs.size() - 1).test();
  }

  private double best(List<LearningRun.Epoch> epochs) {
    LearningRun.Epoch best = epochs.get(0);
    for (LearningRun.Epoch epoch : epochs) {
      boolean better =
          switch (direction) {
            case MINIMIZE -> epoch.validation() < best.validation();
            case MAXIMIZE -> epoch.validation() > best.validation();
          };
      best = better ? epoch : best;
    }
    return best.test();
  }
}
