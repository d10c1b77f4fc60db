package org.unroll.train;

import org.unroll.task.Task;
import org.unroll.tensor.TensorLayout;
import org.unroll.train.config.TrainConfig;

/**
 * Everything that stays the same from the first round to the last.
 *
 * @param task what is learnt
 * @param train how it is trained
 * @param configuration the whole resolved configuration, as JSON
 * @param dataFingerprint of the prepared data
 * @param plan the rounds of an epoch
 */
public record TrainingRun(
    Task<?> task, TrainConfig train, String configuration, String dataFingerprint, EpochPlan plan) {

  /** The layout of the model's parameters. */
  public TensorLayout layout() {
    return task.layout();
  }

  /** The number of rounds of a whole run. */
  public int rounds() {
    long rounds = (long) plan.rounds() * train.end().maxEpochs();
    return Math.toIntExact(Math.min(rounds, train.end().maxRounds().orElse(Integer.MAX_VALUE)));
  }

  /** Whether there is nothing left to train. */
  public boolean isOver(TrainingProgress progress) {
    return progress.round() >= rounds() || isOutOfPatience(progress);
  }

  /** Whether as many validations in a row as the run waits for have not improved. */
  public boolean isOutOfPatience(TrainingProgress progress) {
    return train.end().patience().isPresent()
        && progress.plateau().withoutImprovement() >= train.end().patience().getAsInt();
  }
}
