package org.unroll.wiki;

/**
 * Thrown when cleaning a page takes more steps than {@link CleanerConfig#maxCleaningSteps} allows.
 * The page is to be skipped.
 */
public final class StepBudgetExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StepBudgetExceededException(long maxSteps) {
    super("cleaning the page takes more than " + maxSteps + " steps");
  }
}
