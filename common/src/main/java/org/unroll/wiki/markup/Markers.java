package org.unroll.wiki.markup;

/**
 * Control characters that a pass of the cleaner leaves in the text for the passes after it. XML 1.0
 * excludes these characters, so a dump contains none; the first pass removes those that come from
 * elsewhere.
 */
public final class Markers {

  /** An invisible separator that prevents its neighbours from being read as one piece of markup. */
  public static final char QUIET = 0x01;

  /** The position of removed content that a reader of the page would have seen. */
  public static final char DROPPED = 0x02;

  /** A forced end of line, regardless of the rules for paragraphs. */
  public static final char BREAK = 0x03;

  /** The characters with a meaning in wikitext, in the order of their literal forms. */
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

  /** Returns {@code c} in a form that later passes do not take for markup. */
  public static char literal(char c) {
    return c < LITERALS.length ? LITERALS[c] : c;
  }

  /** Tells whether {@code c} is the literal form of a markup character. */
  public static boolean isLiteral(char c) {
    return c >= FIRST_LITERAL && c < FIRST_LITERAL + MARKUP.length();
  }

  /** Returns the markup character whose {@link #literal} form is {@code c}. */
  public static char original(char c) {
    return MARKUP.charAt(c - FIRST_LITERAL);
  }

  /** Tells whether {@code c} is a control character other than white space. */
  public static boolean isControl(char c) {
    return c < ' ' && c != '\n' && c != '\t';
  }
}
