package org.unroll.wiki.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.WikiResources;

/**
 * The words by which a wiki names the language of a word that it quotes, as {@code labels.txt} and
 * otherwise the names of languages have them.
 */
final class LanguageLabels {

  private static final Map<String, LanguageLabels> BY_WIKI = load();

  private final String pattern;
  private final Map<String, String> shortNames;

  private LanguageLabels(String pattern, Map<String, String> shortNames) {
    this.pattern = pattern;
    this.shortNames = shortNames;
  }

  private static Map<String, LanguageLabels> load() {
    Map<String, LanguageLabels> labels = new HashMap<>();
    for (String line : WikiResources.lines("labels.txt")) {
      String[] fields = line.split(" ; ?");
      Map<String, String> names = new HashMap<>();
      for (String name : fields.length < 3 ? new String[0] : fields[2].split(", ")) {
        int blank = name.indexOf(' ');
        names.put(name.substring(0, blank), name.substring(blank + 1));
      }
      LanguageLabels label = new LanguageLabels(fields[1].replace("\\s", " "), names);
      for (String wiki : fields[0].split(" ")) {
        labels.put(wiki, label);
      }
    }
    return Map.copyOf(labels);
  }

  /**
   * Returns a word preceded by the name of its language, as a wiki writes it.
   *
   * @param code the code of the word's language; followed by {@code -short} for the short name
   * @param language the language of the wiki
   */
  static String named(String code, String word, String language) {
    boolean shortForm = code.endsWith("-short");
    String plain = shortForm ? code.substring(0, code.length() - "-short".length()) : code;
    LanguageLabels labels = shortForm ? BY_WIKI.get(language + "-short") : null;
    if (labels == null) {
      labels = BY_WIKI.get(language);
    }
    String name = labels == null ? null : labels.shortNames.get(plain);
    if (name == null) {
      name = Languages.name(plain, language);
    }
    if (name.isEmpty()) {
      return word;
    }
    if (labels != null) {
      return labels.pattern.replace("*", name) + word;
    }
    boolean lower = language.equals("el") || language.equals("vi");
    String colon = language.startsWith("zh") ? "：" : language.equals("fr") ? " : " : ": ";
    String shown = lower ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) : name;
    return shown + colon + word;
  }

  /** Returns the label of a word in a wiki that has a short name for its language, or null. */
  static @Nullable String shortNamed(String code, String word, String language) {
    LanguageLabels labels = BY_WIKI.get(language);
    return labels == null || !labels.shortNames.containsKey(code)
        ? null
        : named(code, word, language);
  }
}
