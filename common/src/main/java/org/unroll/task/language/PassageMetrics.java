package org.unroll.task.language;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/** The metrics of a passage, with its place in the order of all passages. */
public final class PassageMetrics implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long place;
  private final LanguageMetrics metrics;

  PassageMetrics(long place, LanguageMetrics metrics) {
    this.place = place;
    this.metrics = metrics;
  }

  /** Adds the metrics of passages in the order of their places, whatever the order of the list. */
  public static LanguageMetrics sum(List<PassageMetrics> passages) {
    LanguageMetrics sum = new LanguageMetrics();
    passages.stream()
        .sorted(Comparator.comparingLong(passage -> passage.place))
        .forEach(passage -> sum.add(passage.metrics));
    return sum;
  }
}
