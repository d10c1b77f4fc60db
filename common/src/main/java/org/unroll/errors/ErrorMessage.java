package org.unroll.errors;

/** The quotation of messages of other exceptions in ours, which have one line. */
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
