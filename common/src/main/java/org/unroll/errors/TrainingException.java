package org.unroll.errors;

/** Training that cannot go on, such as a loss that is no longer finite. Exit code 1. */
public final class TrainingException extends UnrollException {

  private static final long serialVersionUID = 1L;

  public TrainingException(String message) {
    super(message);
  }

  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 1;
  }
}
