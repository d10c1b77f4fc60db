package org.unroll.training;

import java.util.Locale;
import org.unroll.files.Folder;
import org.unroll.progress.Progress;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingProgress;
import org.unroll.train.TrainingRun;
import org.unroll.train.round.RoundCost;

/** Tells people how a training goes. */
final class ProgressReporter implements TrainingListener {

  private final TrainingRun run;
  private final Progress progress;
  private final Progress.Stage stage;

  ProgressReporter(TrainingRun run, Progress progress, Progress.Stage stage) {
    this.run = run;
    this.progress = progress;
    this.stage = stage;
  }

  @Override
  public void roundEnded(TrainingProgress after, RoundCost cost) {
    int epoch = after.step() == 0 ? after.epoch() : after.epoch() + 1;
    String note =
        String.format(
            Locale.ROOT,
            "epoch %d/%d, loss %.3f, perplexity %.2f, %,.0f tokens/s",
            epoch,
            run.train().maxEpochs(),
            cost.loss(),
            Math.exp(cost.loss()),
            cost.tokensPerSecond());
    boolean first = (after.round() - 1) % run.plan().rounds() == 0;
    if (first || after.step() == 0) {
      stage.mark(after.round(), note);
    } else {
      stage.update(after.round(), note);
    }
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, LanguageMetrics evaluation) {
    String where =
        before.step() == 0
            ? "epoch " + before.epoch()
            : "epoch " + (before.epoch() + 1) + ", round " + before.round();
    progress.say(
        String.format(
            Locale.ROOT,
            "%s: training perplexity %.2f, validation perplexity %.2f%s, learning rate %.4g",
            where,
            Math.exp(before.loss()),
            evaluation.perplexity(),
            before.improvesOn(evaluation.perplexity()) ? " (best)" : "",
            learningRate));
  }

  @Override
  public void saved(TrainingProgress progress, Folder checkpoint, double seconds) {}
}
