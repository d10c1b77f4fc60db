package org.unroll.wiki;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words that a reader sees of a template, for the templates that stand within sentences. A dump
 * does not hold what templates expand to in their place, so the common ones are listed in {@code
 * templates.txt}.
 */
final class Templates {

  /** Longer names belong to no template in the list. */
  private static final int LONGEST_NAME = 60;

  private static final Map<String, List<TemplatePattern>> PATTERNS = patterns();

  private final String language;
  private final String templateNamespace;
  private final NumberFormat numbers;
  private final Convert convert;
  private final Dates dates;

  Templates(SiteInfo siteInfo) {
    language = Languages.of(siteInfo);
    templateNamespace =
        siteInfo.namespaces().getOrDefault(10, "Template").toLowerCase(Locale.ROOT) + ":";
    numbers = NumberFormat.of(language);
    convert = new Convert(numbers, isEnglish());
    dates = new Dates(language);
  }

  private static Map<String, List<TemplatePattern>> patterns() {
    Map<String, List<TemplatePattern>> patterns = new HashMap<>();
    for (String line : WikiResources.lines("templates.txt")) {
      int arrow = line.indexOf(" => ");
      List<TemplatePattern> alternatives = new ArrayList<>();
      for (String pattern : line.substring(arrow + 4).split(" \\|\\| ")) {
        alternatives.add(TemplatePattern.parse(pattern.strip()));
      }
      for (String name : line.substring(0, arrow).split(", ")) {
        patterns.put(name, List.copyOf(alternatives));
      }
    }
    return Map.copyOf(patterns);
  }

  private boolean isEnglish() {
    return language.isEmpty() || language.startsWith("en") || language.equals("simple");
  }

  /**
   * The words of the template call whose name stands in {@code [from, nameEnd)} of {@code text} and
   * whose arguments begin at {@code bars[first]} to {@code bars[last - 1]}; null if a reader would
   * see something that is not words, or that only the template knows.
   */
  @Nullable String text(Chars text, int from, int nameEnd, int[] bars, int first, int last) {
    String written = name(text.substring(from, Math.min(nameEnd, from + 2 * LONGEST_NAME)));
    String name = written.toLowerCase(Locale.ROOT);
    int colon = name.indexOf(':');
    if (colon > 0 && !PATTERNS.containsKey(name)) {
      int valueStart = indexOf(text, ':', from, nameEnd) + 1;
      return function(name.substring(0, colon), text.substring(valueStart, nameEnd).strip());
    }
    if (name.length() > LONGEST_NAME) {
      return null;
    }
    if (name.equals("convert") || name.equals("cvt")) {
      return convert.text(Arguments.of(text, bars, first, last), name.equals("cvt"));
    }
    if (name.startsWith("lang-") && !name.equals("lang-i")) {
      return foreign(name.substring(5), Arguments.of(text, bars, first, last).get("1"));
    }
    if (Dates.isName(name)) {
      return dates.text(Arguments.of(text, bars, first, last));
    }
    List<TemplatePattern> patterns = PATTERNS.get(name);
    if (patterns == null) {
      return null;
    }
    Arguments arguments = Arguments.of(text, bars, first, last);
    if (name.equals("langx")) {
      String code = arguments.get("1");
      return foreign(code == null ? "" : code, arguments.get("2"));
    }
    return TemplatePattern.firstText(patterns, arguments, written);
  }

  private static int indexOf(Chars text, char c, int from, int to) {
    int i = from;
    while (i < to && text.array[i] != c) {
      i++;
    }
    return i;
  }

  /** Without namespace and modifiers, blanks for underscores. */
  private String name(String written) {
    String name = written.replace('_', ' ').strip();
    String lower = name.toLowerCase(Locale.ROOT);
    for (String prefix : List.of("subst:", "safesubst:", "msg:", "template:", templateNamespace)) {
      if (lower.startsWith(prefix)) {
        name = name.substring(prefix.length()).strip();
        lower = name.toLowerCase(Locale.ROOT);
      }
    }
    return name;
  }

  private @Nullable String function(String function, String value) {
    return switch (function) {
      case "formatnum" -> numbers.group(value);
      case "lc" -> value.toLowerCase(Locale.ROOT);
      case "uc" -> value.toUpperCase(Locale.ROOT);
      case "lcfirst" ->
          first(value).toLowerCase(Locale.ROOT) + value.substring(first(value).length());
      case "ucfirst" ->
          first(value).toUpperCase(Locale.ROOT) + value.substring(first(value).length());
      default -> null;
    };
  }

  private static String first(String value) {
    return value.isEmpty() ? "" : value.substring(0, value.offsetByCodePoints(0, 1));
  }

  private @Nullable String foreign(String code, @Nullable String word) {
    return word == null ? null : Languages.named(code, word, language);
  }
}
