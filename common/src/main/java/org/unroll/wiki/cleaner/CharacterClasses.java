package org.unroll.wiki.cleaner;

import org.unroll.wiki.markup.Markers;

/** The classes of characters, by how the last pass treats them. */
final class CharacterClasses {

  static final byte ORDINARY = 0;
  static final byte SPACE = 1;

  /** Characters without a shape: soft hyphens, zero-width spaces, direction marks, controls. */
  static final byte INVISIBLE = 2;

  static final byte PUNCTUATION = 3;
  static final byte CLOSING = 4;

  /** The literal forms of markup characters. */
  static final byte LITERAL = 5;

  static final byte DROPPED = 6;
  static final byte TAG = 7;
  static final byte ENTITY = 8;
  static final byte UNDERSCORE = 9;

  private static final byte[] CLASSES = classes();

  private CharacterClasses() {}

  private static byte[] classes() {
    byte[] classes = new byte[Character.MAX_VALUE + 1];
    for (int c = 0; c < classes.length; c++) {
      char character = (char) c;
      if (Markers.isLiteral(character)) {
        classes[c] = LITERAL;
      } else if (Character.isSpaceChar(c) || c == '\t' || c == '\n') {
        classes[c] = SPACE;
      } else if (Character.isISOControl(c)) {
        classes[c] = INVISIBLE;
      }
    }
    // Zero-width joiners stay: they decide how letters join in Persian or Hindi.
    set(classes, INVISIBLE, "\u00AD\u200B\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\uFEFF");
    set(classes, INVISIBLE, "\u2066\u2067\u2068\u2069");
    set(classes, PUNCTUATION, ",.;:!?，。；：、،؛");
    set(classes, CLOSING, ")]）”»“」⟩");
    classes[Markers.DROPPED] = DROPPED;
    classes['<'] = TAG;
    classes['&'] = ENTITY;
    classes['_'] = UNDERSCORE;
    return classes;
  }

  private static void set(byte[] classes, byte kind, String characters) {
    for (char c : characters.toCharArray()) {
      classes[c] = kind;
    }
  }

  static byte of(char c) {
    return CLASSES[c];
  }

  /**
   * Returns the end of the run of ordinary characters, with single spaces, from {@code from} on.
   */
  static int ordinaryEnd(char[] text, int from, int to) {
    int i = from;
    while (i < to
        && (CLASSES[text[i]] == ORDINARY
            || (text[i] == ' ' && i > from && i + 1 < to && CLASSES[text[i + 1]] == ORDINARY))) {
      i++;
    }
    return i;
  }
}
