package org.unroll.wiki.markup;

/**
 * Control characters by which one pass of the cleaner tells the next what it did. XML 1.0 cannot
 * hold them, so a dump has none; the first pass drops those that come from elsewhere.
 */
public final class Markers {

  /** Nothing to see: keeps its neighbours from being read as markup together. */
  public static final char QUIET = 0x01;

  /** Here something was that a reader would have seen. */
  public static final char DROPPED = 0x02;

  /** A line ends here, whatever the rules for paragraphs say. */
  public static final char BREAK = 0x03;

  /** Characters with a meaning in wikitext, and the control characters for them as plain text. */
  private static final String MARKUP = "[]{}|'<=*#:;_-";

  private static final char FIRST_LITERAL = 0x0E;

  private static final char[] LITERALS = new char[128];

  static {
    for (char c = 0; c < LITERALS.length; c++) {
      LITERALS[c] = c;
    }
    for (int i = 0; i < MARKUP.length(); i++) {
      LITERALS[MARKUP.charAt(i)] = (char) (FIRST_LITERAL + i);
    }
  }

  private Markers() {}

  /** {@code c} in a form that no later pass takes for markup. */
  public static char literal(char c) {
    return c < LITERALS.length ? LITERALS[c] : c;
  }

  public static boolean isLiteral(char c) {
    return c >= FIRST_LITERAL && c < FIRST_LITERAL + MARKUP.length();
  }

  /** What {@link #literal} made {@code c} of. */
  public static char original(char c) {
    return MARKUP.charAt(c - FIRST_LITERAL);
  }

  /** Whether {@code c} takes no part in the text: a control character other than white space. */
  public static boolean isControl(char c) {
    return c < ' ' && c != '\n' && c != '\t';
  }
}
