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
  private static final int MAX_OPTION_LENGTH = 40;

  private final Map<String, Kind> kinds = new HashMap<>();
  private final Set<String> frames;

  Namespaces(SiteInfo siteInfo) {
    LocalNames own = LocalNames.of(siteInfo);
    LocalNames foreign = LocalNames.all();
    frames = foreign.frames();
    for (String line : WikiResources.lines("languages.txt")) {
      for (String code : line.split(" ")) {
        kinds.put(code, Kind.LANGUAGE);
      }
    }
    foreign.files().forEach(name -> putIfDistinctive(name, Kind.FILE));
    foreign.categories().forEach(name -> putIfDistinctive(name, Kind.CATEGORY));
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

  /**
   * Adds a name that another wiki uses, as pages copied from there do, unless titles of articles
   * may begin with it: {@code [[Imagine: A Life]]} is not an image in Romanian.
   */
  private void putIfDistinctive(String name, Kind kind) {
    boolean ascii = name.chars().allMatch(c -> c < 0x80);
    boolean ideographic = name.chars().allMatch(c -> c >= 0x3000);
    if (name.length() >= (ideographic ? 2 : ascii ? 8 : 5)) {
      kinds.putIfAbsent(name, kind);
    }
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
        : kinds.getOrDefault(LocalNames.key(new String(text, from, colon - from)), Kind.PAGE);
  }

  /**
   * Tells whether a link that extends to {@code end} is an image of a namespace that has no known
   * name: its target {@code text[from, to)} is a file by its extension, and its first option a
   * frame.
   */
  boolean isFramedFile(char[] text, int from, int to, int end) {
    int point = to - 1;
    while (point > from && point >= to - 1 - MAX_EXTENSION_LENGTH && text[point] != '.') {
      point--;
    }
    if (text[point] != '.'
        || !EXTENSIONS.contains(LocalNames.key(new String(text, point + 1, to - point - 1)))) {
      return false;
    }
    int option = to + 1;
    int optionEnd = option;
    while (optionEnd < Math.min(end, option + MAX_OPTION_LENGTH)
        && text[optionEnd] != '|'
        && text[optionEnd] != '=') {
      optionEnd++;
    }
    return frames.contains(LocalNames.key(new String(text, option, optionEnd - option)));
  }
}
