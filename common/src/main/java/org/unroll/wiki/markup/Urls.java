package org.unroll.wiki.markup;

/** Recognises bare URLs in text: those without brackets around them. */
public final class Urls {

  private static final String[] PROTOCOLS = {"http://", "https://", "ftp://"};

  private Urls() {}

  /** Returns the end of the URL at the start of {@code text[from, to)}, or {@code from}. */
  public static int end(char[] text, int from, int to) {
    int i = from;
    while (i < to && isBlank(text[i])) {
      i++;
    }
    if (!isUrl(text, i, to)) {
      return from;
    }
    while (i < to && !isBlank(text[i])) {
      i++;
    }
    return i;
  }

  /**
   * Returns the start of the URL at the end of {@code text[from, to)}; {@code to} if there is none,
   * or if it follows a word, whose sentence would be incomplete without it.
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
    return isUrl(text, i, end) && !followsWord(text, from, i) ? i : to;
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

  private static boolean isUrl(char[] text, int from, int to) {
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
