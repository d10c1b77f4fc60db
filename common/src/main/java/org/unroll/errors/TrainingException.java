package org.unroll.errors;

/** A training run that cannot continue, such as one whose loss is no longer finite. Exit code 1. */
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
