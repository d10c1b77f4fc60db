package org.unroll.errors;

/**
 * A condition that passes by itself: an interrupted run, a lock held by another run, a dump that is
 * not complete. Exit code 75.
 */
public final class TryAgainLaterException extends UnrollException {

  private static final long serialVersionUID = 1L;

  public TryAgainLaterException(String message) {
    super(message);
  }

  public TryAgainLaterException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 75;
  }
}
