package org.unroll.train;

import java.util.List;
import java.util.Locale;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.errors.TrainingException;
import org.unroll.task.Objective;
import org.unroll.train.round.RoundSteps;
import org.unroll.train.round.ShardMetrics;

/** Ends a run whose losses are no longer finite, or far worse than guessing. */
final class DivergenceGuard {

  /** The loss that counts as exploded, as a multiple of the loss of guessing. */
  private static final double MAX_TIMES_GUESSING = 2;

  private final Objective objective;
  private final CheckpointStore checkpoints;

  /**
   * A guard.
   *
   * @param objective knows the loss of guessing
   * @param checkpoints of the run, for messages
   */
  DivergenceGuard(Objective objective, CheckpointStore checkpoints) {
    this.objective = objective;
    this.checkpoints = checkpoints;
  }

  /**
   * Checks a round.
   *
   * @throws TrainingException saying which round, shard, learning rate and gradient norm
   */
  void check(RoundSteps steps, List<ShardMetrics> shards) {
    double limit = MAX_TIMES_GUESSING * objective.guessingLoss();
    for (int shard = 0; shard < shards.size(); shard++) {
      ShardMetrics metrics = shards.get(shard);
      String where =
          String.format(
              Locale.ROOT,
              "in round %d, shard %d (learning rate %s, largest gradient norm %s)",
              steps.round() + 1,
              shard,
              steps.learningRate(),
              metrics.maxGradientNorm());
      if (!metrics.isFinite()) {
        throw new TrainingException("the loss is no longer finite " + where + "; " + advice());
      }
      double loss = metrics.loss() / metrics.predictions();
      if (loss > limit) {
        throw new TrainingException(
            String.format(
                Locale.ROOT,
                "the loss explodes: expected at most %.1f nats a prediction, twice that of"
                    + " guessing, found %.1f %s; %s",
                limit,
                loss,
                where,
                advice()));
      }
    }
  }

  /** Checks the objective's value in a validation. */
  void check(int round, double learningRate, double value) {
    if (!Double.isFinite(value)) {
      throw new TrainingException(
          String.format(
              Locale.ROOT,
              "the validation %s is no longer finite after round %d (learning rate %s); %s",
              objective.metric(),
              round,
              learningRate,
              advice()));
    }
  }

  private String advice() {
    return checkpoints
            .latest()
            .map(folder -> "the last good checkpoint is " + folder)
            .orElse("there is no checkpoint yet")
        + "; train with a lower train.learningRate or train.clipNorm";
  }
}
