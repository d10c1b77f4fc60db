package org.unroll.task.score;

import org.unroll.task.Objective;

/**
 * A score of the validation split, of which more is better.
 *
 * @param metric the name of a figure
 * @param unit what a prediction is for, in the plural
 * @param guessingLoss of a prediction by a model that knows nothing, in nats
 */
public record ScoreObjective(String metric, String unit, double guessingLoss) implements Objective {

  @Override
  public Direction direction() {
    return Direction.MAXIMIZE;
  }
}
