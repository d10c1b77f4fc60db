package org.unroll.task;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The figure by which parameters are compared on the validation split. */
public interface Objective {

  /** Which values of the figure are better. */
  enum Direction {
    MINIMIZE,
    MAXIMIZE
  }

  /** The name of a figure in {@link Metrics#figures}. */
  String metric();

  /** Which values are better. */
  Direction direction();

  /** What a prediction is for, in the plural. */
  default String unit() {
    return "tokens";
  }

  /** The mean loss of a prediction by a model that knows nothing, in nats. */
  double guessingLoss();

  /** The figure as a function of the mean loss of a prediction, in nats, if it is one. */
  default OptionalDouble ofLoss(double meanLoss) {
    return OptionalDouble.empty();
  }

  /** Whether a value is better than another; anything is better than no value. */
  default boolean improves(double value, @Nullable Double best) {
    if (best == null) {
      return true;
    }
    return switch (direction()) {
      case MINIMIZE -> value < best;
      case MAXIMIZE -> value > best;
    };
  }
}
