package org.unroll.task.language;

import java.util.OptionalDouble;
import org.unroll.task.Objective;

/**
 * The perplexity of the validation text: exp of the mean negative log-probability of a token.
 *
 * @param vocabularySize V; guessing uniformly costs ln V nats a token
 */
record LanguageObjective(int vocabularySize) implements Objective {

  @Override
  public String metric() {
    return LanguageMetrics.PERPLEXITY;
  }

  @Override
  public Direction direction() {
    return Direction.MINIMIZE;
  }

  @Override
  public double guessingLoss() {
    return Math.log(vocabularySize);
  }

  @Override
  public OptionalDouble ofLoss(double meanLoss) {
    return OptionalDouble.of(Math.exp(meanLoss));
  }
}
