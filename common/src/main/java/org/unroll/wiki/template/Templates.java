package org.unroll.wiki.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.WikiResources;
import org.unroll.wiki.markup.TextBuffer;

/**
 * The words that a reader sees of a template, for the templates that stand within sentences. A dump
 * does not hold what templates expand to in their place, so the common ones are listed in {@code
 * templates.txt}.
 */
public final class Templates {

  /** Longer names belong to no template in the list. */
  private static final int LONGEST_NAME = 60;

  private static final Map<String, List<TemplatePattern>> PATTERNS = patterns("templates.txt");
  private static final Map<String, List<TemplatePattern>> IN_DICTIONARIES =
      patterns("wiktionary.txt");

  private final String language;
  private final boolean isDictionary;
  private final String templateNamespace;
  private final NumberFormat numbers;
  private final Convert convert;
  private final Dates dates;
  private final Placeholders placeholders;

  public Templates(SiteInfo siteInfo) {
    language = Languages.of(siteInfo);
    isDictionary = siteInfo.databaseName().endsWith("wiktionary");
    templateNamespace =
        siteInfo.namespaces().getOrDefault(10, "Template").toLowerCase(Locale.ROOT) + ":";
    numbers = NumberFormat.of(language);
    convert = new Convert(numbers, isEnglish());
    dates = new Dates(language);
    placeholders = new Placeholders(language, numbers, dates);
  }

  private static Map<String, List<TemplatePattern>> patterns(String resource) {
    Map<String, List<TemplatePattern>> patterns = new HashMap<>();
    for (String line : WikiResources.lines(resource)) {
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
  public @Nullable String text(
      TextBuffer text, int from, int nameEnd, int[] bars, int first, int last) {
    String written = name(text.substring(from, Math.min(nameEnd, from + 2 * LONGEST_NAME)));
    String name = written.toLowerCase(Locale.ROOT);
    int colon = name.indexOf(':');
    if (colon > 0 && listed(name) == null) {
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
    if (Dates.isSince(name)) {
      return dates.since(Arguments.of(text, bars, first, last));
    }
    List<TemplatePattern> patterns = Countries.isCode(written) ? null : listed(name);
    if (patterns == null) {
      return numberOrCountry(written, text, bars, first, last);
    }
    Arguments arguments = Arguments.of(text, bars, first, last);
    String argument = arguments.get("1");
    if (name.equals("langx")) {
      return foreign(argument == null ? "" : argument, arguments.get("2"));
    }
    List<TemplatePattern> special = argument == null ? null : listed(name + "|" + argument);
    return TemplatePattern.firstText(
        special == null ? patterns : special, placeholders, arguments, written);
  }

  /** What the templates show that are called after it. */
  private @Nullable String numberOrCountry(
      String written, TextBuffer text, int[] bars, int first, int last) {
    if (Ordinals.isName(written)) {
      String argument = Arguments.of(text, bars, first, last).get("1");
      return argument == null ? written : written + " " + argument;
    }
    String name = Countries.name(written, language);
    if (name == null || first == last) {
      return name;
    }
    Arguments arguments = Arguments.of(text, bars, first, last);
    String place = arguments.get("ziel");
    return place != null ? place : "#".equals(arguments.get("1")) ? null : name;
  }

  /**
   * The patterns of that name in this wiki; those of a folder, {@code script/}, serve all in it.
   */
  private @Nullable List<TemplatePattern> listed(String name) {
    List<TemplatePattern> patterns = isDictionary ? IN_DICTIONARIES.get(name) : null;
    if (patterns == null) {
      patterns = PATTERNS.get(language + ":" + name);
    }
    if (patterns == null) {
      patterns = PATTERNS.get(name);
    }
    int slash = name.indexOf('/');
    return patterns == null && slash > 0 && slash + 1 < name.length()
        ? listed(name.substring(0, slash + 1))
        : patterns;
  }

  private static int indexOf(TextBuffer text, char c, int from, int to) {
    int i = from;
    while (i < to && text.charAt(i) != c) {
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
