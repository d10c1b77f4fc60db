package org.unroll.errors;

/**
 * An error that the user can act on. The message is one line: what was expected, what was found,
 * where, what to do.
 */
public abstract sealed class UnrollException extends RuntimeException
    permits ConfigurationException,
        BadDataException,
        TryAgainLaterException,
        StorageException,
        TrainingException {

  private static final long serialVersionUID = 1L;

  UnrollException(String message) {
    super(ErrorMessage.oneLine(message));
  }

  UnrollException(String message, Throwable cause) {
    super(ErrorMessage.oneLine(message), cause);
  }

  /** Returns the exit code of the command line: 2, 65, 75 or 1. */
  public abstract int exitCode();
}
