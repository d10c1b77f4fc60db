package org.unroll.training;

import java.util.Locale;
import org.unroll.progress.Progress;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingProgress;
import org.unroll.train.TrainingRun;
import org.unroll.train.round.RoundCost;
import org.unroll.train.round.RoundTimes;

/** The average cost of the rounds of a training run. */
final class RunCosts implements TrainingListener {

  /** The first rounds load data and run code that is not yet compiled, so they are left out. */
  private static final int WARM_UP = 2;

  private int seen;
  private int counted;
  private RoundTimes times = RoundTimes.NONE;

  @Override
  public void roundEnded(TrainingProgress progress, RoundCost cost) {
    seen++;
    if (seen > WARM_UP) {
      counted++;
      times = times.plus(cost.times());
    }
  }

  /** Reports the estimate beside what was measured. */
  void compare(CostEstimate estimate, TrainingRun run, Progress progress) {
    if (counted == 0) {
      return;
    }
    progress.say(
        String.format(
            Locale.ROOT,
            "a round took %.3f s, of which exchange %.3f s; predicted were %.3f s and %.3f s",
            times.seconds() / counted,
            times.exchange() / counted,
            estimate.roundSeconds(run.plan().averagingFrequency()),
            estimate.exchangeSeconds()));
  }
}
