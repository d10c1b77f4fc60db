package org.unroll.wiki.template;

import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The templates that quote a word of a language and are named after it: {@code {{lang-de|Wien}}},
 * {@code {{de|Wien}}}, {@code {{آلمانی|Wien}}}. Without a word they mark the language of a link.
 */
final class LanguageTemplates {

  /** The languages whose wikis call templates by the names of languages, with labels. */
  private static final Set<String> NAMING = Set.of("fa", "ckb", "hu", "ar", "arz");

  /**
   * By the language of the wiki, the labels of words by the names of templates, collected when
   * first used.
   */
  private static final Map<String, Map<String, String>> LABELS = new ConcurrentHashMap<>();

  private static final List<String> LABELLED = List.of("langx", "llang", "lang-x", "vjazyce2");

  private static final List<String> PREFIXES = List.of("lang-", "dil-", "val-", "k-", "jez-");

  /** The codes of the languages with two letters, which alone serve as names of templates. */
  private static final int CODE_LENGTH = 2;

  private final String language;

  /** Creates the templates for a wiki's language, which is empty if unknown. */
  LanguageTemplates(String language) {
    this.language = language;
  }

  private static Map<String, String> labels(String language) {
    Map<String, String> labels = new HashMap<>();
    for (String code : ULocale.getISOLanguages()) {
      String name = Languages.name(code, language);
      switch (language) {
        case "hu" -> {
          labels.put(name + "ul", name + "ul: ");
          labels.put(name + "ül", name + "ül: ");
        }
        case "ar", "arz" ->
            labels.put(name.startsWith("ال") ? name.substring(2) : name, "(ب" + name + ": ");
        default -> {
          labels.put(name, name + ": ");
          labels.put("به " + name, "به " + name + ": ");
        }
      }
    }
    return labels;
  }

  /**
   * Tells whether a template without arguments marks a language, showing its name beside a link:
   * {@code {{en}}}. In English, where letters of the sort have many uses, none is known.
   */
  boolean isMark(String template) {
    return isCode(template);
  }

  private boolean isCode(String template) {
    return template.length() == CODE_LENGTH
        && !language.isEmpty()
        && !language.startsWith("en")
        && !language.equals("simple")
        && !Languages.name(template, "en").isEmpty();
  }

  /** Expands a template that names the language in its arguments or its prefix, or returns null. */
  @Nullable String labelled(String template, Arguments arguments) {
    if (LABELLED.contains(template)) {
      String code = arguments.get("1");
      String word = arguments.get("2");
      return word == null ? null : LanguageLabels.named(code == null ? "" : code, word, language);
    }
    String word = arguments.get("1");
    for (String prefix : PREFIXES) {
      if (word != null && template.startsWith(prefix)) {
        return LanguageLabels.named(template.substring(prefix.length()), word, language);
      }
    }
    return null;
  }

  /** Tells whether {@link #labelled} expands a template. */
  boolean isLabelled(String template) {
    if (LABELLED.contains(template)) {
      return true;
    }
    for (String prefix : PREFIXES) {
      if (template.startsWith(prefix) && !template.equals("lang-i")) {
        String code = template.substring(prefix.length());
        return prefix.equals("lang-") || !Languages.name(code, "en").isEmpty();
      }
    }
    return false;
  }

  /** Tells whether a template is named after a language. */
  boolean isNamed(String template) {
    return isCode(template) || label(template) != null;
  }

  private @Nullable String label(String template) {
    return NAMING.contains(language)
        ? LABELS.computeIfAbsent(language, LanguageTemplates::labels).get(template)
        : null;
  }

  /** Expands a template for which {@link #isNamed} is true; returns null if it quotes no word. */
  @Nullable String named(String template, Arguments arguments) {
    String word = arguments.get("1");
    if (word == null || word.codePoints().noneMatch(Character::isLetter)) {
      return null;
    }
    String label = label(template);
    if (label != null) {
      return label + word + (label.startsWith("(") ? ")" : "");
    }
    String shortNamed = shortNamed(template, arguments);
    return shortNamed == null && isCode(template) ? word : shortNamed;
  }

  /** Expands a template that is a code for which the wiki has a short name, or returns null. */
  @Nullable String shortNamed(String template, Arguments arguments) {
    String word = arguments.get("1");
    return word == null || !isCode(template)
        ? null
        : LanguageLabels.shortNamed(template, word, language);
  }
}
