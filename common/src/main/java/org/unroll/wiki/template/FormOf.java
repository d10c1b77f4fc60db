package org.unroll.wiki.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.WikiResources;

/**
 * The entries of Wiktionaries that only point at another word, whose templates read as what they
 * show: {@code {{past participle of|en|walk}}}, {@code {{inflection of|la|pius||voc|m|s}}}.
 */
final class FormOf {

  private static final int MAX_TAGS = 20;

  /** The code of a language before the name of the form. */
  private static final Pattern CODE = Pattern.compile("^[a-z]{2,3}-(?=[a-z])");

  /** Forms of which the template does not tell which one it is. */
  private static final Pattern UNNAMED =
      Pattern.compile("(?:verb |noun |adj |adjective )?form of|.*(?:rafsi|romanization) of");

  private static final Map<String, String> NAMES = new HashMap<>();
  private static final Map<String, String> TAGS = new HashMap<>();
  private static final Set<String> INFLECTIONS = new HashSet<>();

  static {
    for (String line : WikiResources.lines("formof.txt")) {
      int equals = line.indexOf(" = ");
      if (line.startsWith("tags: ")) {
        for (String tag : line.substring(6).split(", ")) {
          int blank = tag.indexOf(' ');
          TAGS.put(tag.substring(0, blank), tag.substring(blank + 1));
        }
      } else if (line.startsWith("inflections: ")) {
        INFLECTIONS.addAll(Arrays.asList(line.substring(13).split(" ")));
      } else {
        for (String name : line.substring(0, equals).split(", ")) {
          NAMES.put(name, line.substring(equals + 3));
        }
      }
    }
  }

  private FormOf() {}

  /** Tells whether a template, whose name is in lower case, may be one of these. */
  static boolean isName(String template) {
    return template.endsWith(" of") || NAMES.containsKey(template);
  }

  /** Expands a template, whose name is in lower case; returns null if it is not one of these. */
  static @Nullable String text(String template, Arguments arguments) {
    if (!isName(template)) {
      return null;
    }
    String listed = NAMES.get(template);
    String form = listed == null ? CODE.matcher(template).replaceFirst("") : listed;
    String language = arguments.get("lang");
    String first = arguments.get("1");
    boolean codeFirst =
        language == null
            && first != null
            && arguments.position(2) != null
            && Languages.isCode(first);
    int base = codeFirst ? 2 : 1;
    if (codeFirst) {
      language = first;
    }
    if (form.equals("form of") && arguments.position(base + 1) != null) {
      return capitalized(arguments.position(base) + " of", language)
          + " "
          + arguments.position(base + 1);
    }
    String word = arguments.position(base + 1);
    if (word == null) {
      word = arguments.position(base);
    }
    if (word == null) {
      return null;
    }
    if (UNNAMED.matcher(form).matches()) {
      return word;
    }
    String gloss = arguments.get("t");
    return described(form, tags(form, arguments, base + 2), language)
        + " "
        + word
        + (gloss == null ? "" : " (“" + gloss + "”)");
  }

  private static String described(String form, String tags, @Nullable String language) {
    return tags.isEmpty() ? capitalized(form, language) : tags + " of";
  }

  /** Returns the words for the tags of an inflection, from a position on. */
  private static String tags(String form, Arguments arguments, int from) {
    List<String> words = new ArrayList<>();
    for (int i = from; form.equals("inflection of") && i < from + MAX_TAGS; i++) {
      String tag = arguments.position(i);
      if (tag != null) {
        words.add(TAGS.getOrDefault(tag, tag));
      }
    }
    return String.join(" ", words);
  }

  /**
   * Returns the name of a form, as a sentence begins in entries of English other than inflections.
   */
  private static String capitalized(String form, @Nullable String language) {
    boolean sentence = language == null || language.equals("en");
    for (String word : form.split(" ")) {
      sentence &= !INFLECTIONS.contains(word);
    }
    return sentence ? form.substring(0, 1).toUpperCase(Locale.ROOT) + form.substring(1) : form;
  }
}
