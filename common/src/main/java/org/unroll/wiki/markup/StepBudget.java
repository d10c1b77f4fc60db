package org.unroll.wiki.markup;

import org.unroll.wiki.StepBudgetExceededException;

/**
 * Counts the characters that the passes look at or move, loops within loops included. The cleaner
 * promises work in proportion to the page; this is how the tests hold it to that, and how a page is
 * given up for which it would not hold.
 */
public final class StepBudget {

  private final long most;
  private long characters;

  public StepBudget(long most) {
    this.most = most;
  }

  /**
   * Counts.
   *
   * @throws StepBudgetExceededException if that makes more than the page may take
   */
  public void add(int count) {
    characters += count;
    if (characters > most) {
      throw new StepBudgetExceededException(most);
    }
  }

  public long characters() {
    return characters;
  }
}
