package org.unroll.wiki.markup;

import java.util.HashMap;
import java.util.Map;
import org.unroll.wiki.WikiResources;

/** Character references by name or number: {@code &eacute;}, {@code &#233;}, {@code &#xE9;}. */
public final class Entities {

  private static final int MAX_LENGTH = 34;

  private static final Map<String, Integer> BY_NAME = byName();

  private Entities() {}

  private static Map<String, Integer> byName() {
    Map<String, Integer> byName = new HashMap<>();
    for (String line : WikiResources.lines("entities.txt")) {
      for (String entity : line.split(", ")) {
        int blank = entity.indexOf(' ');
        byName.put(entity.substring(0, blank), Integer.valueOf(entity.substring(blank + 1), 16));
      }
    }
    return Map.copyOf(byName);
  }

  /** Returns the end of the entity that starts at {@code from}, or {@code from} if none does. */
  public static int end(char[] text, int from, int to) {
    int limit = Math.min(to, from + MAX_LENGTH);
    int i = from + 1;
    while (i < limit && (text[i] == '#' ? i == from + 1 : isAlphanumeric(text[i]))) {
      i++;
    }
    boolean complete = i < limit && text[i] == ';' && codePoint(text, from, i + 1) > 0;
    return complete ? i + 1 : from;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Returns the code point of the entity {@code text[from, end)}; 0 if it stands for none. */
  public static int codePoint(char[] text, int from, int end) {
    if (text[from + 1] != '#') {
      return BY_NAME.getOrDefault(new String(text, from + 1, end - from - 2), 0);
    }
    boolean hexadecimal = text[from + 2] == 'x' || text[from + 2] == 'X';
    int base = hexadecimal ? 16 : 10;
    int value = 0;
    for (int i = from + (hexadecimal ? 3 : 2); i < end - 1; i++) {
      int digit = Character.digit(text[i], base);
      value = digit < 0 || value > Character.MAX_CODE_POINT ? -1 : value * base + digit;
      if (value < 0) {
        return 0;
      }
    }
    boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    return surrogate || value > Character.MAX_CODE_POINT ? 0 : value;
  }
}
