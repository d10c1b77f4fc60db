package org.unroll.train;

import org.jspecify.annotations.Nullable;
import org.unroll.task.Objective;

/**
 * The position of a training run, in numbers: {@code training.json} of a checkpoint.
 *
 * @param shards K, which a resumed run keeps
 * @param round rounds done
 * @param epoch whole epochs done
 * @param step mini-batches done in the current epoch
 * @param predictions predictions trained on
 * @param sinceValidation the loss since the newest validation
 * @param value of the objective in the newest validation of these parameters, if any
 * @param best the best value of the objective, if any
 * @param plateau the course of the validations that fell due
 */
public record TrainingProgress(
    int shards,
    int round,
    int epoch,
    int step,
    long predictions,
    LossSum sinceValidation,
    @Nullable Double value,
    @Nullable Double best,
    Plateau plateau) {

  /**
   * A sum of losses.
   *
   * @param loss the sum, in nats
   * @param predictions their number
   */
  public record LossSum(double loss, long predictions) {

    static final LossSum NONE = new LossSum(0, 0);

    LossSum plus(double otherLoss, long otherPredictions) {
      return new LossSum(loss + otherLoss, predictions + otherPredictions);
    }

    /** The mean loss of a prediction, in nats. */
    public double mean() {
      return loss / predictions;
    }
  }

  /** Whether the newest validation, of these parameters, is the best. */
  public boolean holdsBest() {
    return value != null && value.equals(best);
  }

  /** The progress before the first round. */
  static TrainingProgress start(int shards) {
    return new TrainingProgress(shards, 0, 0, 0, 0, LossSum.NONE, null, null, Plateau.START);
  }

  /** The progress after one more round, which may have been the last of its epoch. */
  TrainingProgress afterRound(EpochPlan plan, long roundPredictions, double roundLoss) {
    int nextStep = step + plan.roundLength(step);
    boolean epochEnds = nextStep >= plan.steps();
    return new TrainingProgress(
        shards,
        round + 1,
        epochEnds ? epoch + 1 : epoch,
        epochEnds ? 0 : nextStep,
        predictions + roundPredictions,
        sinceValidation.plus(roundLoss, roundPredictions),
        null,
        best,
        plateau);
  }

  /** The progress after a validation. */
  TrainingProgress afterValidation(double newest, Objective objective, Plateau next) {
    Double newBest = objective.improves(newest, best) ? Double.valueOf(newest) : best;
    return new TrainingProgress(
        shards, round, epoch, step, predictions, LossSum.NONE, newest, newBest, next);
  }
}
