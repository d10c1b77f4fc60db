package org.unroll.wiki.template;

import com.ibm.icu.util.ULocale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.unroll.wiki.SiteInfo;

/** The language of a wiki, and the names of languages in other languages. */
final class Languages {

  private static final Pattern DATABASE =
      Pattern.compile(
          "(.+)(wiki|wiktionary|wikibooks|wikinews|wikiquote|wikisource|wikiversity|wikivoyage)");

  /** No language has a longer code. */
  private static final int MAX_CODE_LENGTH = 12;

  private Languages() {}

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
    String name = ULocale.getDisplayLanguage(code, ULocale.forLanguageTag(language));
    return name.equals(code) || code.startsWith(name + "-") ? "" : name;
  }

  /**
   * Returns a word preceded by the name of its language, punctuated as the wiki's language does.
   */
  static String named(String code, String word, String language) {
    String name = name(code, language);
    if (name.isEmpty()) {
      return word;
    }
    String colon = language.startsWith("zh") ? "：" : language.equals("fr") ? " : " : ": ";
    return name + colon + word;
  }
}
