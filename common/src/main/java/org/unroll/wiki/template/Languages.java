package org.unroll.wiki.template;

import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.WikiResources;

/** The language of a wiki, and the names of languages in other languages. */
final class Languages {

  private static final Pattern DATABASE =
      Pattern.compile(
          "(.+)(wiki|wiktionary|wikibooks|wikinews|wikiquote|wikisource|wikiversity|wikivoyage)");

  /** No language has a longer code. */
  private static final int MAX_CODE_LENGTH = 12;

  /** Languages that have a code in Wiktionaries alone. */
  private static final Map<String, String> HISTORICAL = historical();

  private Languages() {}

  private static Map<String, String> historical() {
    Map<String, String> names = new HashMap<>();
    for (String line : WikiResources.lines("wiktionary-languages.txt")) {
      for (String entry : line.split(", ")) {
        int blank = entry.indexOf(' ');
        names.put(entry.substring(0, blank), entry.substring(blank + 1));
      }
    }
    return Map.copyOf(names);
  }

  /** Returns the language code in a dump, or else in the name of its database; empty if unknown. */
  static String of(SiteInfo siteInfo) {
    if (!siteInfo.language().isEmpty()) {
      return siteInfo.language();
    }
    Matcher database = DATABASE.matcher(siteInfo.databaseName());
    String code = database.matches() ? database.group(1).replace('_', '-') : "";
    return code.equals("simple") ? "en" : name(code, "en").isEmpty() ? "" : code;
  }

  /** Returns the name of a language in another; empty if one of them is unknown. */
  static String name(String code, String language) {
    if (code.isEmpty() || language.isEmpty() || code.length() > MAX_CODE_LENGTH) {
      return "";
    }
    String historical = HISTORICAL.get(code);
    if (historical != null) {
      return language.startsWith("en") ? historical : "";
    }
    String name = ULocale.getDisplayLanguage(code, ULocale.forLanguageTag(language));
    return name.equalsIgnoreCase(code) || code.startsWith(name + "-") ? "" : name;
  }

  /** Tells whether a Wiktionary calls a language by {@code code}. */
  static boolean isCode(String code) {
    return !name(code, "en").isEmpty();
  }
}
