package org.unroll.errors;

/** The messages of exceptions, as far as one line of ours can quote them. */
public final class ErrorMessage {

  private ErrorMessage() {}

  /** Returns the first line of an exception's message, or its class if it has none. */
  public static String firstLine(Throwable error) {
    String message = error.getMessage();
    return message == null || message.isBlank()
        ? error.getClass().getSimpleName()
        : message.lines().findFirst().orElseThrow().strip();
  }
}
