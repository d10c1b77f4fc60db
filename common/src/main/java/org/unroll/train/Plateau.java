package org.unroll.train;

import org.jspecify.annotations.Nullable;

/**
 * What validations say about the course of a training.
 *
 * <p>Only validations that fall due count here, after an epoch or a number of rounds, and not one
 * that a run makes because it ends: so where a run was stopped changes nothing in the one that goes
 * on.
 *
 * @param lowest perplexity, if any
 * @param rateDivisor by what validations without improvement have divided the learning rate
 * @param withoutImprovement validations since the lowest
 */
public record Plateau(@Nullable Double lowest, double rateDivisor, int withoutImprovement) {

  static final Plateau START = new Plateau(null, 1, 0);

  /** After a validation; one that does not improve divides the learning rate by {@code factor}. */
  Plateau after(double perplexity, double factor) {
    return lowest == null || perplexity < lowest
        ? new Plateau(perplexity, rateDivisor, 0)
        : new Plateau(lowest, rateDivisor * factor, withoutImprovement + 1);
  }
}
