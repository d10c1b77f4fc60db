package org.unroll.rounds;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.unroll.evaluation.Evaluation;
import org.unroll.files.Folder;
import org.unroll.train.RoundCost;
import org.unroll.train.RoundTimes;
import org.unroll.train.RunListener;
import org.unroll.train.TrainingProgress;

/**
 * What each round cost, as a line in the log for those who ask for it, and where checkpoints are.
 */
final class RoundLog implements RunListener {

  private static final Logger LOG = LoggerFactory.getLogger(RoundLog.class);

  @Override
  public void roundEnded(TrainingProgress progress, RoundCost cost) {
    if (!LOG.isDebugEnabled()) {
      return;
    }
    RoundTimes times = cost.times();
    LOG.debug(
        String.format(
            Locale.ROOT,
            "round %d: %,d tokens in %.3f s = computing %.3f + waiting %.3f + broadcast %.3f"
                + " + aggregation %.3f; exchange %.1f %%",
            progress.round(),
            cost.tokens(),
            times.seconds(),
            times.computing(),
            times.waiting(),
            times.broadcast(),
            times.aggregation(),
            100 * times.exchangeShare()));
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, Evaluation evaluation) {}

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
