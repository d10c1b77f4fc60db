package org.unroll.prepare.labelled;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * The means and standard deviations of vectors, from sums without rounding: these do not depend on
 * the order in which vectors are added.
 */
final class ExactMoments implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Digits of the quotients, far more than a double has. */
  private static final MathContext DIGITS = new MathContext(60);

  private final BigDecimal[] sums; // (I)
  private final BigDecimal[] squares; // (I)
  private final boolean[] otherThanIndicator; // (I): whether a value was neither 0 nor 1
  private long count;

  /** The moments of no vectors of {@code size} values. */
  ExactMoments(int size) {
    sums = new BigDecimal[size];
    squares = new BigDecimal[size];
    otherThanIndicator = new boolean[size];
    Arrays.fill(sums, BigDecimal.ZERO);
    Arrays.fill(squares, BigDecimal.ZERO);
  }

  /** Adds a vector of finite values. */
  ExactMoments add(float[] vector) {
    for (int i = 0; i < vector.length; i++) {
      double value = vector[i];
      otherThanIndicator[i] |= value != 0 && value != 1;
      sums[i] = sums[i].add(new BigDecimal(value));
      squares[i] = squares[i].add(new BigDecimal(value * value)); // Exact: 24 bits by 24 bits.
    }
    count++;
    return this;
  }

  /** Adds the vectors of other moments. */
  ExactMoments add(ExactMoments other) {
    for (int i = 0; i < sums.length; i++) {
      otherThanIndicator[i] |= other.otherThanIndicator[i];
      sums[i] = sums[i].add(other.sums[i]);
      squares[i] = squares[i].add(other.squares[i]);
    }
    count += other.count;
    return this;
  }

  double[] means() {
    double[] means = new double[sums.length];
    Arrays.setAll(means, i -> mean(sums[i]).doubleValue());
    return means;
  }

  /** The standard deviations, of the vectors as the whole population. */
  double[] deviations() {
    double[] deviations = new double[sums.length];
    Arrays.setAll(
        deviations,
        i -> {
          BigDecimal variance = mean(squares[i]).subtract(mean(sums[i]).pow(2));
          return Math.sqrt(Math.max(0, variance.doubleValue()));
        });
    return deviations;
  }

  /** Some values, (I), with another one for those that were only 0 or 1. */
  double[] ofOthers(double[] values, double ofIndicators) {
    double[] all = values.clone();
    Arrays.setAll(all, i -> otherThanIndicator[i] ? values[i] : ofIndicators);
    return all;
  }

  private BigDecimal mean(BigDecimal sum) {
    return sum.divide(BigDecimal.valueOf(count), DIGITS);
  }
}
