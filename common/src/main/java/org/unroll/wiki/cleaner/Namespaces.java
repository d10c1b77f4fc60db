package org.unroll.wiki.cleaner;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.WikiResources;

/** The meaning of the prefix of a link target: {@code File:}, {@code Kategorie:}, {@code fr:}. */
final class Namespaces {

  enum Kind {
    /** An image, sound or video, shown in place of the link. */
    FILE,
    /** A category of the page; nothing is shown in place of the link. */
    CATEGORY,
    /** The same page in another language; nothing is shown in place of the link. */
    LANGUAGE,
    /** Any other target: the link's text is shown. */
    PAGE
  }

  private static final int FILE_NUMBER = 6;
  private static final int CATEGORY_NUMBER = 14;
  private static final int MAX_PREFIX_LENGTH = 40;

  private static final Map<String, Kind> WELL_KNOWN = wellKnown();

  private final Map<String, Kind> kinds;

  Namespaces(SiteInfo siteInfo) {
    kinds = new HashMap<>(WELL_KNOWN);
    Set<String> others = new HashSet<>();
    siteInfo
        .namespaces()
        .forEach(
            (number, name) -> {
              String key = key(name);
              if (number == FILE_NUMBER) {
                kinds.put(key, Kind.FILE);
              } else if (number == CATEGORY_NUMBER) {
                kinds.put(key, Kind.CATEGORY);
              } else {
                others.add(key);
              }
            });
    kinds.keySet().removeAll(others);
  }

  private static Map<String, Kind> wellKnown() {
    Map<String, Kind> kinds = new HashMap<>();
    for (String line : WikiResources.lines("languages.txt")) {
      for (String code : line.split(" ")) {
        kinds.put(code, Kind.LANGUAGE);
      }
    }
    for (String line : WikiResources.lines("namespaces.txt")) {
      int colon = line.indexOf(": ");
      Kind kind = Kind.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT));
      for (String name : line.substring(colon + 2).split(", ")) {
        kinds.put(name, kind);
      }
    }
    return kinds;
  }

  private static String key(String name) {
    return name.replace('_', ' ').strip().toLowerCase(Locale.ROOT);
  }

  /** Returns the kind of the target {@code text[from, to)}. */
  Kind kind(char[] text, int from, int to) {
    int colon = from;
    int limit = Math.min(to, from + MAX_PREFIX_LENGTH);
    while (colon < limit && text[colon] != ':') {
      colon++;
    }
    return colon == limit
        ? Kind.PAGE
        : kinds.getOrDefault(key(new String(text, from, colon - from)), Kind.PAGE);
  }
}
