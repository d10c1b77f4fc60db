package org.unroll.train;

import org.jspecify.annotations.Nullable;
import org.unroll.task.Objective;

/**
 * The course of the validations, on which the plateau schedule and early stopping depend.
 *
 * <p>Only validations that fall due count, after an epoch or a number of rounds, and not one that a
 * run makes because it ends. So the place where a run was stopped does not change the run that
 * continues it.
 *
 * @param best value of the objective, if any
 * @param rateDivisor the number by which validations without improvement have divided the rate
 * @param withoutImprovement validations since the best
 */
public record Plateau(@Nullable Double best, double rateDivisor, int withoutImprovement) {

  static final Plateau START = new Plateau(null, 1, 0);

  /** After a validation; one that does not improve divides the learning rate by {@code factor}. */
  Plateau after(double value, Objective objective, double factor) {
    return objective.improves(value, best)
        ? new Plateau(value, rateDivisor, 0)
        : new Plateau(best, rateDivisor * factor, withoutImprovement + 1);
  }
}
