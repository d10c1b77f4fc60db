package org.unroll.errors;

/**
 * Input that cannot be used: missing, damaged, malformed, empty, or inconsistent with other input.
 * Exit code 65.
 */
public final class BadDataException extends UnrollException {

  private static final long serialVersionUID = 1L;

  public BadDataException(String message) {
    super(message);
  }

  public BadDataException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 65;
  }
}
