package org.unroll.errors;

/** The quotation of messages of other exceptions in ours, which have one line. */
public final class ErrorMessage {

  /** What fits on a screen; a message that quotes more than that no longer helps. */
  private static final int MAX_LENGTH = 4_000;

  private ErrorMessage() {}

  /**
   * Returns a message as one line that a terminal can print: messages quote files, which may hold
   * line breaks and control characters.
   */
  static String oneLine(String message) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < message.length() && line.length() < MAX_LENGTH; i++) {
      char character = message.charAt(i);
      boolean breaks = character == '\u2028' || character == '\u2029';
      line.append(breaks || Character.isISOControl(character) ? ' ' : character);
    }
    return line.length() < message.length() ? line + " ..." : line.toString();
  }

  /** Returns the first line of an exception's message, or its class if it has none. */
  public static String firstLine(Throwable error) {
    String message = error.getMessage();
    return message == null || message.isBlank()
        ? error.getClass().getSimpleName()
        : message.lines().findFirst().orElseThrow().strip();
  }
}
