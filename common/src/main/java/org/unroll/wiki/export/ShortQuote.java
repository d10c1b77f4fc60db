package org.unroll.wiki.export;

/** The quotation of what was found in messages, which are one line and not long. */
final class ShortQuote {

  private static final int MAX_QUOTE = 100;
  private static final int MAX_LINE = 300;

  private ShortQuote() {}

  /** Returns the beginning of {@code text} in quotation marks. */
  static String of(String text) {
    return "'" + printable(text, MAX_QUOTE) + "'";
  }

  /** Returns the beginning of {@code text} as part of a line. */
  static String line(String text) {
    return printable(text, MAX_LINE);
  }

  /** Replaces what moves the cursor or does not print. */
  private static String printable(String text, int max) {
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < Math.min(max, text.length()); at++) {
      char c = text.charAt(at);
      line.append(Character.isISOControl(c) ? '?' : c);
    }
    return text.length() > max ? line + "..." : line.toString();
  }
}
