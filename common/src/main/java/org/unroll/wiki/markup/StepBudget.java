package org.unroll.wiki.markup;

import org.unroll.wiki.StepBudgetExceededException;

/**
 * The steps that cleaning one page may take: the characters that the passes read or move, nested
 * loops included. The cleaner's work is proportional to the length of the page; the tests check
 * that by this count, and a page that would break the rule is abandoned.
 */
public final class StepBudget {

  private final long maxSteps;
  private long steps;

  public StepBudget(long maxSteps) {
    this.maxSteps = maxSteps;
  }

  /**
   * Counts steps.
   *
   * @throws StepBudgetExceededException if the page has then taken more than its maximum
   */
  public void spend(int count) {
    steps += count;
    if (steps > maxSteps) {
      throw new StepBudgetExceededException(maxSteps);
    }
  }

  /** Returns the steps taken so far. */
  public long steps() {
    return steps;
  }
}
