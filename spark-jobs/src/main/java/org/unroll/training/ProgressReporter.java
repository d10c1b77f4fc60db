package org.unroll.training;

import java.util.Locale;
import org.unroll.progress.Progress;
import org.unroll.task.Metrics;
import org.unroll.task.Objective;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingProgress;
import org.unroll.train.TrainingRun;
import org.unroll.train.round.RoundCost;

/** The progress of a training run, for people. */
final class ProgressReporter implements TrainingListener {

  private final TrainingRun run;
  private final Objective objective;
  private final Progress progress;
  private final Progress.Stage stage;

  ProgressReporter(TrainingRun run, Progress progress, Progress.Stage stage) {
    this.run = run;
    this.objective = run.task().objective();
    this.progress = progress;
    this.stage = stage;
  }

  @Override
  public void roundEnded(TrainingProgress after, RoundCost cost) {
    int epoch = after.step() == 0 ? after.epoch() : after.epoch() + 1;
    String note =
        String.format(
            Locale.ROOT,
            "epoch %d/%d, loss %.3f%s, %,.0f %s/s",
            epoch,
            run.train().end().maxEpochs(),
            cost.loss(),
            ofLoss(", ", "", cost.loss()),
            cost.predictionsPerSecond(),
            objective.unit());
    boolean first = (after.round() - 1) % run.plan().rounds() == 0;
    if (first || after.step() == 0) {
      stage.mark(after.round(), note);
    } else {
      stage.update(after.round(), note);
    }
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, Metrics validation) {
    String where =
        before.step() == 0
            ? "epoch " + before.epoch()
            : "epoch " + (before.epoch() + 1) + ", round " + before.round();
    double value = validation.figure(objective.metric());
    progress.say(
        String.format(
            Locale.ROOT,
            "%s: %svalidation %s %s%s, learning rate %.4g",
            where,
            ofLoss("training ", ", ", before.sinceValidation().mean()),
            objective.metric(),
            Metrics.show(value),
            objective.improves(value, before.best()) ? " (best)" : "",
            learningRate));
  }

  /** The objective's value where it is a function of the loss, otherwise nothing. */
  private String ofLoss(String before, String after, double meanLoss) {
    return objective.ofLoss(meanLoss).stream()
        .mapToObj(value -> before + objective.metric() + " " + Metrics.show(value) + after)
        .findFirst()
        .orElse("");
  }
}
