package org.unroll.train;

import java.util.List;
import java.util.Locale;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.errors.TrainingException;
import org.unroll.train.round.RoundTask;
import org.unroll.train.round.ShardMetrics;

/**
 * Refuses to go on from losses that are no longer finite, or so large that the model is worse than
 * no model.
 */
final class DivergenceGuard {

  /**
   * How many times the loss of guessing uniformly a shard's may be before it counts as exploded.
   */
  private static final double MAX_TIMES_GUESSING = 2;

  private final double guessing;
  private final CheckpointStore checkpoints;

  /**
   * A guard.
   *
   * @param vocabularySize V; guessing uniformly costs ln V nats a token
   * @param checkpoints of the run, for messages
   */
  DivergenceGuard(int vocabularySize, CheckpointStore checkpoints) {
    this.guessing = Math.log(vocabularySize);
    this.checkpoints = checkpoints;
  }

  /**
   * Checks a round.
   *
   * @throws TrainingException saying which round, shard, learning rate and gradient norm
   */
  void check(RoundTask task, List<ShardMetrics> reports) {
    for (int shard = 0; shard < reports.size(); shard++) {
      ShardMetrics report = reports.get(shard);
      String where =
          "in round %d, shard %d (learning rate %s, largest gradient norm %s)"
              .formatted(
                  task.round() + 1,
                  shard,
                  task.learningRate(task.firstStep()),
                  report.largestGradientNorm());
      if (!report.isFinite()) {
        throw new TrainingException("the loss is no longer finite " + where + "; " + advice());
      }
      double loss = report.loss() / report.tokens();
      if (loss > MAX_TIMES_GUESSING * guessing) {
        throw new TrainingException(
            String.format(
                Locale.ROOT,
                "the loss explodes: expected at most %.1f nats a token, twice that of guessing,"
                    + " found %.1f %s; %s",
                MAX_TIMES_GUESSING * guessing,
                loss,
                where,
                advice()));
      }
    }
  }

  /** Checks a validation. */
  void check(int round, double learningRate, double perplexity) {
    if (!Double.isFinite(perplexity)) {
      throw new TrainingException(
          "the validation perplexity is no longer finite after round %d (learning rate %s); %s"
              .formatted(round, learningRate, advice()));
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
