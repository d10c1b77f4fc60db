package org.unroll.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Puts the spaces back between words and punctuation marks. The tokens do not say where spaces
 * were, so these are rules of thumb: right for most text, wrong for some ({@code word - word} is
 * taken for a compound).
 */
final class WordJoiner {

  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /** Marks that stand close to what comes before them. */
  private static final String CLOSING = ",.;:!?)]}%‰°′″’”»›…،؛؟।™®";

  /** Marks that stand close to what comes after them. */
  private static final String OPENING = "([{“‘«‹„‚¿¡#§@~";

  private static final String CURRENCY = "$£€¥₹₽₩";

  /** Marks between two words that stand close to both. */
  private static final String BETWEEN = "-/\\@_+‐‑·";

  private static final Set<String> DOLLARS = Set.of("US", "A", "C", "NZ", "HK", "R", "AU", "CA");

  private final StringBuilder text = new StringBuilder();

  /** Empty at the beginning of a line. */
  private String last = "";

  private boolean inQuotes;
  private boolean inSingleQuotes;

  /** Whether the last token wants what comes next to be close to it. */
  private boolean holdsNext;

  private WordJoiner() {}

  static String join(List<String> tokens) {
    WordJoiner joiner = new WordJoiner();
    for (int i = 0; i < tokens.size(); i++) {
      String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
      joiner.add(tokens.get(i), next);
    }
    return joiner.text.toString();
  }

  private void add(String token, String next) {
    if (token.equals("<eos>")) {
      text.append('\n');
      last = "";
      inQuotes = false;
      inSingleQuotes = false;
      return;
    }
    boolean close = last.isEmpty() || holdsNext || isClose(token, next);
    if (!close) {
      text.append(' ');
    }
    text.append(token);
    holdsNext = holdsNext(token, next);
    last = token;
  }

  /** Whether {@code token} stands close to the last one. */
  private boolean isClose(String token, String next) {
    if (isWithoutSpaces(token) && isWithoutSpaces(last)) {
      return true;
    }
    if (isFullWidth(token) || isFullWidth(last)) {
      return true;
    }
    return switch (token) {
      case "\"" -> inQuotes;
      case "'" -> inSingleQuotes || !isWord(next) || last.endsWith("s");
      case "$" -> DOLLARS.contains(last);
      case "+", "#" -> last.equals("C") || last.equals("+");
      case "&" -> isInitials(last) && isInitials(next);
      case "–" -> isNumber(last) && isNumber(next);
      case "—" -> !isCyrillic(last) && !isCyrillic(next);
      default ->
          isOneOf(token, CLOSING) || (isOneOf(token, BETWEEN) && isWord(last) && isWord(next));
    };
  }

  /** Whether what comes after {@code token}, {@code next}, stands close to it. */
  private boolean holdsNext(String token, String next) {
    switch (token) {
      case "\"":
        inQuotes = !inQuotes;
        return inQuotes;
      case "'":
        boolean opens = !inSingleQuotes && isWord(next) && !last.endsWith("s");
        inSingleQuotes = opens;
        return opens;
      case "&":
        return isInitials(last) && isInitials(next);
      case "–":
        return isNumber(last) && isNumber(next);
      case "—":
        return !isCyrillic(last) && !isCyrillic(next);
      case ":":
        return isNumber(last) && isNumber(next);
      case "°":
        return next.length() == 1 && "CFKNSEWR".contains(next);
      case "-", "−":
        return isNumber(next) || (isWord(last) && isWord(next) && token.equals("-"));
      default:
        return isOneOf(token, OPENING)
            || (isOneOf(token, CURRENCY) && isNumber(next))
            || (isOneOf(token, BETWEEN) && isWord(last) && isWord(next));
    }
  }

  private static boolean isOneOf(String token, String marks) {
    return token.length() == 1 && marks.indexOf(token.charAt(0)) >= 0;
  }

  private static boolean isWord(String token) {
    return !token.isEmpty()
        && (Character.isLetterOrDigit(token.codePointAt(0)) || token.equals("<unk>"));
  }

  private static boolean isNumber(String token) {
    return !token.isEmpty() && Character.isDigit(token.codePointAt(0));
  }

  /** Letters as in {@code R&D} and {@code AT&T}. */
  private static boolean isInitials(String token) {
    return !token.isEmpty()
        && token.length() <= 2
        && token.codePoints().allMatch(Character::isUpperCase);
  }

  private static boolean isCyrillic(String token) {
    return !token.isEmpty() && UnicodeScript.of(token.codePointAt(0)) == UnicodeScript.CYRILLIC;
  }

  private static boolean isWithoutSpaces(String token) {
    return WITHOUT_SPACES.contains(UnicodeScript.of(token.codePointAt(0))) || token.equals("ー");
  }

  /** Punctuation of Chinese and Japanese, which brings its own space. */
  private static boolean isFullWidth(String token) {
    int c = token.codePointAt(0);
    return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) || c == '・';
  }
}
