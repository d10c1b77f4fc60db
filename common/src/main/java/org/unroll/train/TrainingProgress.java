package org.unroll.train;

import org.jspecify.annotations.Nullable;

/**
 * How far a training is, in numbers: {@code training.json} of a checkpoint.
 *
 * @param shards K, which a resumed run keeps
 * @param round rounds done
 * @param epoch whole epochs done
 * @param step mini-batches done in the epoch under way
 * @param tokens predictions trained on
 * @param lossSinceValidation the sum of their negative log-probabilities since the newest
 *     validation, in nats
 * @param tokensSinceValidation their number
 * @param validationPerplexity the newest, if any
 * @param bestPerplexity the lowest, if any
 * @param plateau what the validations that fell due say about the learning rate
 */
public record TrainingProgress(
    int shards,
    int round,
    int epoch,
    int step,
    long tokens,
    double lossSinceValidation,
    long tokensSinceValidation,
    @Nullable Double validationPerplexity,
    @Nullable Double bestPerplexity,
    Plateau plateau) {

  /** Before the first round. */
  static TrainingProgress start(int shards) {
    return new TrainingProgress(shards, 0, 0, 0, 0, 0, 0, null, null, Plateau.START);
  }

  /** After one more round, which may have been the last of its epoch. */
  TrainingProgress afterRound(EpochPlan plan, long roundTokens, double roundLoss) {
    int nextStep = step + plan.roundLength(step);
    boolean epochEnds = nextStep >= plan.steps();
    return new TrainingProgress(
        shards,
        round + 1,
        epochEnds ? epoch + 1 : epoch,
        epochEnds ? 0 : nextStep,
        tokens + roundTokens,
        lossSinceValidation + roundLoss,
        tokensSinceValidation + roundTokens,
        null,
        bestPerplexity,
        plateau);
  }

  /** After a validation. */
  TrainingProgress afterValidation(double perplexity, Plateau next) {
    return new TrainingProgress(
        shards,
        round,
        epoch,
        step,
        tokens,
        0,
        0,
        perplexity,
        improvesOn(perplexity) ? Double.valueOf(perplexity) : bestPerplexity,
        next);
  }

  /** Whether a perplexity is lower than every one before it. */
  public boolean improvesOn(double perplexity) {
    return bestPerplexity == null || perplexity < bestPerplexity;
  }

  /** The mean negative log-probability of a token since the newest validation, in nats. */
  public double loss() {
    return lossSinceValidation / tokensSinceValidation;
  }
}
