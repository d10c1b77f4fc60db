package org.unroll.wiki;

/** A page takes more work than {@link CleanerConfig#maxPageWork} allows; it is to be skipped. */
public final class StepBudgetExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StepBudgetExceededException(long most) {
    super("the page takes the cleaner more than " + most + " steps");
  }
}
