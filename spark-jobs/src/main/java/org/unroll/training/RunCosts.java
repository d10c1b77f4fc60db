package org.unroll.training;

import java.util.Locale;
import org.unroll.files.Folder;
import org.unroll.progress.Progress;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingProgress;
import org.unroll.train.TrainingRun;
import org.unroll.train.round.RoundCost;
import org.unroll.train.round.RoundTimes;

/** What the rounds of a training cost on average. */
final class RunCosts implements TrainingListener {

  /** The first rounds load data, and code that is not yet compiled: no fair measure of the rest. */
  private static final int WARM_UP = 2;

  private int heard;
  private int counted;
  private RoundTimes times = RoundTimes.NONE;

  @Override
  public void roundEnded(TrainingProgress progress, RoundCost cost) {
    heard++;
    if (heard > WARM_UP) {
      counted++;
      times = times.plus(cost.times());
    }
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, LanguageMetrics evaluation) {}

  @Override
  public void saved(TrainingProgress progress, Folder checkpoint, double seconds) {}

  /** Says what was predicted beside what came. */
  void compare(CostEstimate told, TrainingRun run, Progress progress) {
    if (counted == 0) {
      return;
    }
    progress.say(
        String.format(
            Locale.ROOT,
            "a round took %.3f s, of which exchange %.3f s; predicted were %.3f s and %.3f s",
            times.seconds() / counted,
            times.exchange() / counted,
            told.roundSeconds(run.plan().averagingFrequency()),
            told.exchangeSeconds()));
  }
}
