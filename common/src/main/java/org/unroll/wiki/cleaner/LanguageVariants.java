package org.unroll.wiki.cleaner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.wiki.markup.StepBudget;

/**
 * Text in several variants of a language, such as simplified and traditional Chinese or Cyrillic
 * and Latin Serbian: <code>-{flags|zh-hans:...; zh-hant:...}-</code>. The same variant is chosen on
 * every page.
 */
final class LanguageVariants {

  /** The variants in which most article text is written, in descending order of preference. */
  private static final List<String> PREFERRED =
      List.of(
          "zh", "zh-hans", "zh-cn", "zh-sg", "zh-my", "zh-hant", "zh-tw", "zh-hk", "zh-mo", "sr",
          "sr-ec", "sr-cyrl", "sr-el", "sr-latn");

  private static final int MAX_CODE_LENGTH = 12;

  private LanguageVariants() {}

  /** Returns the text that a reader sees of {@code content}, the part between the brackets. */
  static String choose(String content, StepBudget budget) {
    int bar = content.indexOf('|');
    String flags = bar < 0 ? "" : content.substring(0, bar).strip();
    if (!isFlags(flags)) {
      return text(content, budget);
    }
    String rules = content.substring(bar + 1);
    return switch (flags) {
      case "R" -> rules;
      case "H", "T", "-", "D", "N" -> "";
      default -> text(rules, budget);
    };
  }

  private static boolean isFlags(String flags) {
    for (int i = 0; i < flags.length(); i++) {
      char c = flags.charAt(i);
      if (!isCodeCharacter(c) && !(c >= 'A' && c <= 'Z') && c != ';' && c != ' ') {
        return false;
      }
    }
    return !flags.isEmpty();
  }

  private static String text(String rules, StepBudget budget) {
    Map<String, String> byVariant = new LinkedHashMap<>();
    int from = 0;
    int colon = codeEnd(rules, from);
    while (colon >= 0) {
      int to = nextRule(rules, colon + 1, budget);
      byVariant.putIfAbsent(
          rules.substring(from, colon).strip(), rules.substring(colon + 1, to).strip());
      from = to + 1;
      colon = codeEnd(rules, from);
    }
    if (byVariant.isEmpty()) {
      return rules;
    }
    for (String variant : PREFERRED) {
      String text = byVariant.get(variant);
      if (text != null) {
        return text;
      }
    }
    return byVariant.values().iterator().next();
  }

  /** Returns the colon after the variant's code that starts at {@code from}, or -1. */
  private static int codeEnd(String rules, int from) {
    int start = skipSpace(rules, from);
    int i = start;
    while (i < rules.length() && i - start < MAX_CODE_LENGTH && isCodeCharacter(rules.charAt(i))) {
      i++;
    }
    i = skipSpace(rules, i);
    return i > start + 1 && i < rules.length() && rules.charAt(i) == ':' ? i : -1;
  }

  private static boolean isCodeCharacter(char c) {
    return (c >= 'a' && c <= 'z') || c == '-';
  }

  /** Returns the semicolon that ends a rule: one followed by another rule or by nothing. */
  private static int nextRule(String rules, int from, StepBudget budget) {
    for (int i = from; i < rules.length(); i++) {
      budget.spend(1);
      if (rules.charAt(i) == ';' && endsRule(rules, i + 1, budget)) {
        return i;
      }
    }
    return rules.length();
  }

  private static boolean endsRule(String rules, int after, StepBudget budget) {
    int next = skipSpace(rules, after);
    budget.spend(next - after);
    return next == rules.length() || codeEnd(rules, next) >= 0;
  }

  private static int skipSpace(String rules, int from) {
    int i = from;
    while (i < rules.length() && rules.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }
}
