package org.unroll.wiki;

import org.jspecify.annotations.Nullable;

/**
 * Recognises redirects in dumps that do not mark them, by the first word of the wikitext: {@code
 * #REDIRECT [[Target]]}, or its equivalent in the wiki's language.
 */
public final class Redirects {

  private static final int MAX_WORD_LENGTH = 40;

  private Redirects() {}

  /** Returns the title that {@code wikitext} redirects to, or null if it is not a redirect. */
  public static @Nullable String target(String wikitext) {
    int start = skipSpace(wikitext, 0);
    if (start == wikitext.length() || !isNumberSign(wikitext.charAt(start))) {
      return null;
    }
    int wordStart = skipSpace(wikitext, start + 1);
    int open = wikitext.indexOf("[[", wordStart);
    if (open < 0 || open - wordStart > MAX_WORD_LENGTH) {
      return null;
    }
    String word = LocalNames.key(wikitext.substring(wordStart, open));
    if (word.endsWith(":") || word.endsWith("：")) {
      word = word.substring(0, word.length() - 1).strip();
    }
    int close = wikitext.indexOf("]]", open);
    if (close < 0 || !LocalNames.all().redirects().contains(word)) {
      return null;
    }
    String link = wikitext.substring(open + 2, close);
    int bar = link.indexOf('|');
    return (bar < 0 ? link : link.substring(0, bar)).replace('_', ' ').strip();
  }

  private static boolean isNumberSign(char c) {
    return c == '#' || c == '＃';
  }

  private static int skipSpace(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
