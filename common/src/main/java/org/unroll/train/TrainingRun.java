package org.unroll.train;

import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.ModelConfig;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.Vocabulary;

/**
 * What is trained, how and on what: all that stays the same from the first round to the last.
 *
 * @param model the shape of the model
 * @param train how it is trained
 * @param configuration the whole resolved configuration, as JSON
 * @param vocabulary V tokens
 * @param dataFingerprint of the prepared data
 * @param plan the rounds of an epoch
 */
public record TrainingRun(
    ModelConfig model,
    TrainConfig train,
    String configuration,
    Vocabulary vocabulary,
    String dataFingerprint,
    EpochPlan plan) {

  /** The layout of the model's parameters. */
  public TensorLayout layout() {
    return LanguageModel.layout(model, vocabulary.size());
  }

  /** The rounds that a whole training has. */
  public int rounds() {
    long rounds = (long) plan.rounds() * train.maxEpochs();
    return Math.toIntExact(Math.min(rounds, train.maxRounds().orElse(Integer.MAX_VALUE)));
  }

  /** Whether there is nothing left to train. */
  public boolean isOver(TrainingProgress progress) {
    return progress.round() >= rounds() || isOutOfPatience(progress);
  }

  /** Whether validations have not improved for as long as the training waits. */
  public boolean isOutOfPatience(TrainingProgress progress) {
    return train.patience().isPresent()
        && progress.plateau().withoutImprovement() >= train.patience().getAsInt();
  }
}
