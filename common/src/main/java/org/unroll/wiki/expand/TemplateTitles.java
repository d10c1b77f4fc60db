package org.unroll.wiki.expand;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.LocalNames;
import org.unroll.wiki.SiteInfo;

/** The titles of templates: the forms in which calls write them. */
final class TemplateTitles {

  private final Set<String> prefixes;

  TemplateTitles(SiteInfo site) {
    prefixes = LocalNames.of(site).templates();
  }

  /** Returns a title with single spaces for underscores, without space at its ends. */
  static String spaced(String title) {
    String spaced = title.indexOf('_') < 0 ? title.strip() : title.replace('_', ' ').strip();
    return spaced.contains("  ") ? spaced.replaceAll(" +", " ") : spaced;
  }

  /** Returns a title without the prefix of the template namespace, if it has that. */
  String withoutNamespace(String title) {
    String name = inTemplateNamespace(title);
    return name == null ? spaced(title) : name;
  }

  /** Returns a title in the template namespace without its prefix; null for another title. */
  @Nullable String inTemplateNamespace(String title) {
    int colon = title.indexOf(':');
    if (colon < 0 || !prefixes.contains(LocalNames.key(title.substring(0, colon)))) {
      return null;
    }
    int fragment = title.indexOf('#', colon);
    return spaced(title.substring(colon + 1, fragment < 0 ? title.length() : fragment));
  }

  /** Returns a title with its first letter in upper case. */
  static String capitalised(String title) {
    if (title.isEmpty()) {
      return title;
    }
    int first = title.offsetByCodePoints(0, 1);
    return title.substring(0, first).toUpperCase(Locale.ROOT) + title.substring(first);
  }
}
