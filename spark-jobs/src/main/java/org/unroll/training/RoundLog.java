package org.unroll.training;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.unroll.files.Folder;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingProgress;
import org.unroll.train.round.RoundCost;
import org.unroll.train.round.RoundTimes;

/** The log of a training run: the cost of each long round, the sum of short ones, checkpoints. */
final class RoundLog implements TrainingListener {

  private static final Logger LOG = LoggerFactory.getLogger(RoundLog.class);
  private static final double SECONDS_PER_LINE = 10;

  private int rounds; // since the last line, like the fields below
  private long tokens;
  private RoundTimes times = RoundTimes.NONE;

  @Override
  public void roundEnded(TrainingProgress progress, RoundCost cost) {
    rounds++;
    tokens += cost.predictions();
    times = times.plus(cost.times());
    if (times.seconds() >= SECONDS_PER_LINE) {
      LOG.info(line(progress.round()));
      rounds = 0;
      tokens = 0;
      times = RoundTimes.NONE;
    }
  }

  private String line(int last) {
    return String.format(
        Locale.ROOT,
        "%s: %,d tokens in %.3f s = computing %.3f + waiting %.3f + broadcast %.3f"
            + " + aggregation %.3f; exchange %.1f %%",
        rounds == 1 ? "round " + last : "rounds " + (last - rounds + 1) + " to " + last,
        tokens,
        times.seconds(),
        times.computing(),
        times.waiting(),
        times.broadcast(),
        times.aggregation(),
        100 * times.exchangeShare());
  }

  @Override
  public void saved(TrainingProgress progress, Folder checkpoint, double seconds) {
    LOG.info(
        String.format(
            Locale.ROOT,
            "checkpoint of round %d in %.3f s: %s",
            progress.round(),
            seconds,
            checkpoint));
  }
}
