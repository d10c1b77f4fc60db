package org.unroll.wiki.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.LocalNames;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.WikiResources;
import org.unroll.wiki.markup.TextBuffer;

/**
 * The text that templates within sentences expand to. A dump does not contain the expansion, so the
 * common templates are listed in {@code templates.txt}.
 */
public final class Templates {

  /** No template in the list has a longer name. */
  private static final int MAX_NAME_LENGTH = 60;

  /** The end of the names of Japanese notes on a range of words: "who range", "source range". */
  private static final String RANGE = "範囲";

  private static final Map<String, List<TemplatePattern>> PATTERNS = patterns("templates.txt");
  private static final Map<String, List<TemplatePattern>> DICTIONARY_PATTERNS =
      patterns("wiktionary.txt");

  private final String language;
  private final boolean isDictionary;
  private final Set<String> prefixes;
  private final NumberFormat numbers;
  private final Convert convert;
  private final Dates dates;
  private final LanguageTemplates words;
  private final Placeholders placeholders;

  /** Creates the templates of a wiki. */
  public Templates(SiteInfo siteInfo) {
    language = Languages.of(siteInfo);
    isDictionary = siteInfo.databaseName().endsWith("wiktionary");
    prefixes = new HashSet<>(LocalNames.of(siteInfo).templates());
    prefixes.addAll(List.of("subst", "safesubst", "msg"));
    numbers = NumberFormat.of(language);
    convert = new Convert(numbers, isEnglish());
    dates = new Dates(language);
    words = new LanguageTemplates(language);
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
   * Expands a template call.
   *
   * @param text the buffer that ends with the call, without its closing braces
   * @param from the start of the template's name
   * @param nameEnd the end of the template's name
   * @param bars the positions of bars; those of the call are {@code bars[first]} to {@code
   *     bars[last - 1]}
   * @return null if the template shows something other than text, or something unknown
   */
  public @Nullable String text(
      TextBuffer text, int from, int nameEnd, int[] bars, int first, int last) {
    String written = name(text.substring(from, Math.min(nameEnd, from + 2 * MAX_NAME_LENGTH)));
    String name = written.toLowerCase(Locale.ROOT);
    int colon = name.indexOf(':');
    if (colon > 0 && listed(name) == null) {
      int valueStart = indexOf(text, ':', from, nameEnd) + 1;
      return function(name.substring(0, colon), text.substring(valueStart, nameEnd).strip());
    }
    if (name.length() > MAX_NAME_LENGTH) {
      return null;
    }
    if (name.equals("convert") || name.equals("cvt")) {
      Arguments arguments = Arguments.of(text, bars, first, last);
      return name.equals("cvt") ? convert.abbreviated(arguments) : convert.convert(arguments);
    }
    if (words.isLabelled(name)) {
      return words.labelled(name, Arguments.of(text, bars, first, last));
    }
    if (first == last && words.isMark(name) && PATTERNS.get(language + ":" + name) == null) {
      return null;
    }
    if (Dates.isName(name)) {
      return dates.text(Arguments.of(text, bars, first, last));
    }
    if (Dates.isSince(name)) {
      return dates.since(Arguments.of(text, bars, first, last));
    }
    List<TemplatePattern> patterns = Countries.isCode(written) ? null : listed(name);
    if (patterns == null) {
      return unlisted(written, text, bars, first, last);
    }
    Arguments arguments = Arguments.of(text, bars, first, last);
    String argument = arguments.get("1");
    String labelled = words.shortNamed(name, arguments);
    if (labelled != null) {
      return labelled;
    }
    List<TemplatePattern> special = argument == null ? null : listed(name + "|" + argument);
    return TemplatePattern.firstText(
        special == null ? patterns : special, placeholders, arguments, written);
  }

  /** Expands the templates that are named after what they show. */
  private @Nullable String unlisted(
      String written, TextBuffer text, int[] bars, int first, int last) {
    if (Ordinals.isName(written)) {
      String argument = Arguments.of(text, bars, first, last).get("1");
      return argument == null ? written : written + " " + argument;
    }
    String name = Countries.name(written, language);
    if (first == last) {
      return name;
    }
    if (name == null) {
      String lower = written.toLowerCase(Locale.ROOT);
      return isCalled(lower) ? called(lower, Arguments.of(text, bars, first, last)) : null;
    }
    Arguments arguments = Arguments.of(text, bars, first, last);
    String place = arguments.get("ziel");
    return place != null ? place : "#".equals(arguments.get("1")) ? null : name;
  }

  private boolean isCalled(String name) {
    return (isDictionary && FormOf.isName(name)) || name.endsWith(RANGE) || words.isNamed(name);
  }

  private @Nullable String called(String name, Arguments arguments) {
    String form = isDictionary ? FormOf.text(name, arguments) : null;
    if (form != null) {
      return form;
    }
    return name.endsWith(RANGE) ? arguments.get("1") : words.named(name, arguments);
  }

  /**
   * Returns the patterns of a template in this wiki; those of a prefix that ends with a slash, such
   * as {@code script/}, apply to all names that start with it.
   */
  private @Nullable List<TemplatePattern> listed(String name) {
    List<TemplatePattern> patterns = isDictionary ? DICTIONARY_PATTERNS.get(name) : null;
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

  /** Returns a template's name without namespace and modifiers, with spaces for underscores. */
  private String name(String written) {
    String name = written.replace('_', ' ').strip();
    int colon = name.indexOf(':');
    while (colon > 0 && prefixes.contains(LocalNames.key(name.substring(0, colon)))) {
      name = name.substring(colon + 1).strip();
      colon = name.indexOf(':');
    }
    return name;
  }

  /** Returns the code of the wiki's language; empty if unknown. */
  public String language() {
    return language;
  }

  /** Formats a number with the separators of the wiki's language; returns other text unchanged. */
  public String formatNumber(String number) {
    return numbers.group(number);
  }

  /** Returns the name of a language in another; empty if one of them is unknown. */
  public static String languageName(String code, String language) {
    return Languages.name(code, language);
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
}
