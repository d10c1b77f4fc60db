package org.unroll.wiki.template;

import com.ibm.icu.util.ULocale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.unroll.wiki.SiteInfo;

/** The language of a wiki, and what it calls others. */
final class Languages {

  private static final Pattern DATABASE =
      Pattern.compile(
          "(.+)(wiki|wiktionary|wikibooks|wikinews|wikiquote|wikisource|wikiversity|wikivoyage)");

  /** Longer codes are no languages. */
  private static final int LONGEST_CODE = 12;

  private Languages() {}

  /** The code of the language that a dump names, or that its database is called after, or empty. */
  static String of(SiteInfo siteInfo) {
    if (!siteInfo.language().isEmpty()) {
      return siteInfo.language();
    }
    Matcher database = DATABASE.matcher(siteInfo.databaseName());
    String code = database.matches() ? database.group(1).replace('_', '-') : "";
    return code.equals("simple") ? "en" : name(code, "en").isEmpty() ? "" : code;
  }

  /** The name of a language in another; empty if one of them is not known. */
  static String name(String code, String language) {
    if (code.isEmpty() || language.isEmpty() || code.length() > LONGEST_CODE) {
      return "";
    }
    String name = ULocale.getDisplayLanguage(code, ULocale.forLanguageTag(language));
    return name.equals(code) || code.startsWith(name + "-") ? "" : name;
  }

  /** A word of a language behind its name, as the wiki's own language writes it. */
  static String named(String code, String word, String language) {
    String name = name(code, language);
    if (name.isEmpty()) {
      return word;
    }
    String colon = language.startsWith("zh") ? "：" : language.equals("fr") ? " : " : ": ";
    return name + colon + word;
  }
}
