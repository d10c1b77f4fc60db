package org.unroll.text.words;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rules that restore the spaces between words and punctuation marks. Tokens do not record where
 * spaces were, so these are heuristics: right for most text, wrong for some ({@code word - word} is
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

  /** Marks without a space before them. */
  private static final String CLOSING = ",.;:!?)]}%‰°′″’”»›…،؛؟।™®";

  /** Marks without a space after them. */
  private static final String OPENING = "([{“‘«‹„‚¿¡#§@~";

  private static final String CURRENCY = "$£€¥₹₽₩";

  /** Marks without spaces around them when they are between two words. */
  private static final String BETWEEN = "-/\\@_+‐‑·";

  private static final Set<String> DOLLARS = Set.of("US", "A", "C", "NZ", "HK", "R", "AU", "CA");

  private final StringBuilder text = new StringBuilder();

  /** The last token, empty at the start of a line. */
  private String last = "";

  private boolean inQuotes;
  private boolean inSingleQuotes;

  /** Whether no space follows the last token. */
  private boolean attachesNext;

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
    boolean attached = last.isEmpty() || attachesNext || isAttached(token, next);
    if (!attached) {
      text.append(' ');
    }
    text.append(token);
    attachesNext = attachesNext(token, next);
    last = token;
  }

  /** Tells whether there is no space between the last token and {@code token}. */
  private boolean isAttached(String token, String next) {
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

  /** Tells whether there is no space between {@code token} and {@code next}. */
  private boolean attachesNext(String token, String next) {
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

  /** Tells whether a token is initials, as in {@code R&D} and {@code AT&T}. */
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

  /** Tells whether a token is full-width punctuation, which includes its own space. */
  private static boolean isFullWidth(String token) {
    int c = token.codePointAt(0);
    return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) || c == '・';
  }
}
