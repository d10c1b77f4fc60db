package org.unroll.wiki.cleaner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.wiki.markup.StepBudget;

/**
 * Text in the variants of a language, such as simplified and traditional Chinese or Cyrillic and
 * Latin Serbian: <code>-{flags|zh-hans:...; zh-hant:...}-</code>. One variant is chosen, the same
 * on every page.
 */
final class LanguageVariants {

  /** Variants by falling preference; the ones that an article's text is mostly written in. */
  private static final List<String> PREFERRED =
      List.of(
          "zh", "zh-hans", "zh-cn", "zh-sg", "zh-my", "zh-hant", "zh-tw", "zh-hk", "zh-mo", "sr",
          "sr-ec", "sr-cyrl", "sr-el", "sr-latn");

  private static final int LONGEST_CODE = 12;

  private LanguageVariants() {}

  /** What a reader sees of {@code content}, the part between the brackets. */
  static String choose(String content, StepBudget work) {
    int bar = content.indexOf('|');
    String flags = bar < 0 ? "" : content.substring(0, bar).strip();
    if (!isFlags(flags)) {
      return text(content, work);
    }
    String rules = content.substring(bar + 1);
    return switch (flags) {
      case "R" -> rules;
      case "H", "T", "-", "D", "N" -> "";
      default -> text(rules, work);
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

  private static String text(String rules, StepBudget work) {
    Map<String, String> byVariant = new LinkedHashMap<>();
    int from = 0;
    int colon = codeEnd(rules, from);
    while (colon >= 0) {
      int to = nextRule(rules, colon + 1, work);
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

  /** The colon after the variant's code that begins at {@code from}, or -1. */
  private static int codeEnd(String rules, int from) {
    int start = skipSpace(rules, from);
    int i = start;
    while (i < rules.length() && i - start < LONGEST_CODE && isCodeCharacter(rules.charAt(i))) {
      i++;
    }
    i = skipSpace(rules, i);
    return i > start + 1 && i < rules.length() && rules.charAt(i) == ':' ? i : -1;
  }

  private static boolean isCodeCharacter(char c) {
    return (c >= 'a' && c <= 'z') || c == '-';
  }

  /** The semicolon that ends a rule's text: one after which another rule or nothing follows. */
  private static int nextRule(String rules, int from, StepBudget work) {
    for (int i = from; i < rules.length(); i++) {
      work.add(1);
      if (rules.charAt(i) == ';' && endsRule(rules, i + 1, work)) {
        return i;
      }
    }
    return rules.length();
  }

  private static boolean endsRule(String rules, int after, StepBudget work) {
    int next = skipSpace(rules, after);
    work.add(next - after);
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
