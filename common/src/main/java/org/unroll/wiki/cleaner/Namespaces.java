package org.unroll.wiki.cleaner;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.unroll.wiki.LocalNames;
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

  /** The last letters of the names of files that pages show, after their last point. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "png", "gif", "svg", "tif", "tiff", "webp", "bmp", "xcf", "djvu", "pdf",
          "ogg", "oga", "ogv", "webm", "mid", "wav", "mp3", "flac", "opus", "stl");

  private static final int MAX_EXTENSION_LENGTH = 4;
  private static final int MAX_OPTIONS = 5;

  /** The prefixes that mean the same in every wiki that does not call another namespace so. */
  private static final Map<String, Kind> COMMON = common();

  private final Map<String, Kind> kinds = new HashMap<>(COMMON);

  /** The names in all languages. */
  private final LocalNames names = LocalNames.all();

  Namespaces(SiteInfo siteInfo) {
    LocalNames own = LocalNames.of(siteInfo);
    own.files().forEach(name -> kinds.put(name, Kind.FILE));
    own.categories().forEach(name -> kinds.put(name, Kind.CATEGORY));
    siteInfo
        .namespaces()
        .forEach(
            (number, name) -> {
              if (number != FILE_NUMBER && number != CATEGORY_NUMBER) {
                kinds.remove(LocalNames.key(name));
              }
            });
  }

  private static Map<String, Kind> common() {
    Map<String, Kind> kinds = new HashMap<>();
    for (String line : WikiResources.lines("languages.txt")) {
      for (String code : line.split(" ")) {
        kinds.put(code, Kind.LANGUAGE);
      }
    }
    LocalNames all = LocalNames.all();
    all.files().stream().filter(Namespaces::isDistinctive).forEach(n -> kinds.put(n, Kind.FILE));
    all.categories().stream()
        .filter(Namespaces::isDistinctive)
        .forEach(n -> kinds.put(n, Kind.CATEGORY));
    return kinds;
  }

  /**
   * Tells whether a name means the same where another wiki uses it, as pages copied from there do.
   * Titles of articles may begin with short ones: {@code [[Imagine: A Life]]} is no image.
   */
  private static boolean isDistinctive(String name) {
    boolean ascii = name.chars().allMatch(c -> c < 0x80);
    boolean ideographic = name.chars().allMatch(c -> c >= 0x3000);
    return name.length() >= (ideographic ? 2 : ascii ? 8 : 5);
  }

  /** Returns the kind of the target {@code text[from, to)}. */
  Kind kind(char[] text, int from, int to) {
    int limit = Math.min(to, from + MAX_PREFIX_LENGTH);
    int colon = indexOf(':', text, from, limit);
    return colon == limit ? Kind.PAGE : kinds.getOrDefault(key(text, from, colon), Kind.PAGE);
  }

  /**
   * Tells whether a link whose namespace has no known name in this wiki is an image: its target
   * {@code text[from, to)} is a file by its extension, and either another wiki knows the name, or
   * one of its options is a frame.
   *
   * @param end the end of the link's options, which follow the target
   */
  boolean isForeignFile(char[] text, int from, int to, int end) {
    int point = to - 1;
    while (point > from && point >= to - 1 - MAX_EXTENSION_LENGTH && text[point] != '.') {
      point--;
    }
    if (text[point] != '.' || !EXTENSIONS.contains(key(text, point + 1, to))) {
      return false;
    }
    int colon = indexOf(':', text, from, Math.min(to, from + MAX_PREFIX_LENGTH));
    if (names.files().contains(key(text, from, colon))) {
      return true;
    }
    int option = to + 1;
    for (int i = 0; i < MAX_OPTIONS && option < end; i++) {
      int limit = Math.min(end, option + MAX_PREFIX_LENGTH);
      int next = indexOf('|', text, option, limit);
      if (names.frames().contains(key(text, option, indexOf('=', text, option, next)))) {
        return true;
      }
      option = next < limit ? next + 1 : end;
    }
    return false;
  }

  private static String key(char[] text, int from, int to) {
    return LocalNames.key(new String(text, from, to - from));
  }

  private static int indexOf(char c, char[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] != c) {
      i++;
    }
    return i;
  }
}
