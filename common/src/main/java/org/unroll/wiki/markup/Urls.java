package org.unroll.wiki.markup;

/** Urls of the web that stand in a text as they are, outside of brackets. */
public final class Urls {

  private static final String[] PROTOCOLS = {"http://", "https://", "ftp://"};

  private Urls() {}

  /**
   * Where an address that {@code text[from, to)} begins with ends; {@code from} if none is there.
   */
  public static int end(char[] text, int from, int to) {
    int i = from;
    while (i < to && isBlank(text[i])) {
      i++;
    }
    if (!isAddress(text, i, to)) {
      return from;
    }
    while (i < to && !isBlank(text[i])) {
      i++;
    }
    return i;
  }

  /**
   * Where an address that {@code text[from, to)} ends with begins; {@code to} if none is there, or
   * if a word stands before it, which would miss it.
   */
  public static int start(char[] text, int from, int to) {
    int end = to;
    while (end > from && isBlank(text[end - 1])) {
      end--;
    }
    int i = end;
    while (i > from && !isBlank(text[i - 1])) {
      i--;
    }
    return isAddress(text, i, end) && !followsWord(text, from, i) ? i : to;
  }

  private static boolean followsWord(char[] text, int from, int to) {
    int i = to;
    while (i > from && isBlank(text[i - 1])) {
      i--;
    }
    return i > from && Character.isLetterOrDigit(text[i - 1]);
  }

  private static boolean isBlank(char c) {
    return c <= ' ';
  }

  private static boolean isAddress(char[] text, int from, int to) {
    for (String protocol : PROTOCOLS) {
      int i = 0;
      while (i < protocol.length() && from + i < to && text[from + i] == protocol.charAt(i)) {
        i++;
      }
      if (i == protocol.length()) {
        return true;
      }
    }
    return false;
  }
}
