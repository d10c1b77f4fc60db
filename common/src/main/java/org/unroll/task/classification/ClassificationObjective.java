package org.unroll.task.classification;

import org.unroll.task.Objective;

/**
 * The accuracy on the validation split.
 *
 * @param guessingLoss of an example by a model that knows nothing, in nats
 */
record ClassificationObjective(double guessingLoss) implements Objective {

  @Override
  public String metric() {
    return ClassificationMetrics.ACCURACY;
  }

  @Override
  public Direction direction() {
    return Direction.MAXIMIZE;
  }

  @Override
  public String unit() {
    return "examples";
  }
}
