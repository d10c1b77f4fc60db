package org.unroll.wiki;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that pages of a wiki may use for namespaces, redirects and the frames of images, all in
 * the form of {@link #key}. A dump names each of its namespaces once; pages also use the aliases in
 * {@code names.txt} and the English names.
 *
 * @param files the names of the namespace of files
 * @param categories the names of the namespace of categories
 * @param templates the names of the namespace of templates
 * @param redirects the words after the number sign that make a page a redirect
 * @param frames the options of an image that put a frame around it, such as {@code thumb}
 */
public record LocalNames(
    Set<String> files,
    Set<String> categories,
    Set<String> templates,
    Set<String> redirects,
    Set<String> frames) {

  private static final int FILE_NUMBER = 6;
  private static final int TEMPLATE_NUMBER = 10;
  private static final int CATEGORY_NUMBER = 14;

  private static final Pattern DATABASE = Pattern.compile("(.+?)(?:wiki|wiktionary)[a-z]*");

  /** The names by language, and under the empty code those of all languages. */
  private static final Map<String, LocalNames> BY_LANGUAGE = load();

  private static Map<String, LocalNames> load() {
    Map<String, LocalNames> names = new HashMap<>();
    names.put("", empty());
    for (String line : WikiResources.lines("names.txt")) {
      String[] fields = line.split(" ?; ?", -1);
      for (String code : (fields[0] + " ").split(" ", -1)) {
        names.computeIfAbsent(code, unused -> empty()).addLine(fields);
      }
    }
    return names;
  }

  private static LocalNames empty() {
    return new LocalNames(
        new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
  }

  private void addLine(String[] fields) {
    List<Set<String>> sets = List.of(files, categories, templates, redirects, frames);
    for (int i = 0; i < sets.size(); i++) {
      if (!fields[i + 1].isEmpty()) {
        sets.get(i).addAll(Arrays.asList(fields[i + 1].split(", ")));
      }
    }
  }

  private void addAll(LocalNames other) {
    files.addAll(other.files);
    categories.addAll(other.categories);
    templates.addAll(other.templates);
    redirects.addAll(other.redirects);
    frames.addAll(other.frames);
  }

  /** Returns the names of all languages, which the caller does not change. */
  public static LocalNames all() {
    return BY_LANGUAGE.getOrDefault("", empty());
  }

  /**
   * Returns the names in the language of a wiki, in English and in the description of the wiki; of
   * a wiki whose language is unknown, those in all languages.
   */
  public static LocalNames of(SiteInfo site) {
    LocalNames names = empty();
    boolean known = false;
    for (String code : codes(site)) {
      LocalNames local = BY_LANGUAGE.get(code);
      if (local != null && !code.isEmpty()) {
        names.addAll(local);
        known = true;
      }
    }
    names.addAll(BY_LANGUAGE.getOrDefault(known ? "en" : "", empty()));
    site.namespaces()
        .forEach(
            (number, name) -> {
              switch (number) {
                case FILE_NUMBER -> names.files.add(key(name));
                case TEMPLATE_NUMBER -> names.templates.add(key(name));
                case CATEGORY_NUMBER -> names.categories.add(key(name));
                default -> {
                  // Links to other namespaces are links like any other.
                }
              }
            });
    return names;
  }

  /** Returns the codes of the wiki's language, from the database's name and the dump's head. */
  private static List<String> codes(SiteInfo site) {
    List<String> codes = new ArrayList<>();
    Matcher database = DATABASE.matcher(site.databaseName());
    if (database.matches()) {
      codes.add(database.group(1).replace('_', '-'));
    }
    String language = site.language().toLowerCase(Locale.ROOT);
    codes.add(language);
    int variant = language.indexOf('-');
    if (variant > 0) {
      codes.add(language.substring(0, variant));
    }
    return codes;
  }

  /**
   * Returns a name in the form in which names are compared: in lower case, with single spaces for
   * underscores and none at the ends, without marks of the direction of writing.
   */
  public static String key(String name) {
    StringBuilder key = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean space = c == '_' || c == ' ' || c == '\u00A0' || c == '\n' || c == '\t';
      if (!space && !isDirectionMark(c)) {
        key.append(c);
      } else if (space && key.length() > 0 && key.charAt(key.length() - 1) != ' ') {
        key.append(' ');
      }
    }
    return key.toString().stripTrailing().toLowerCase(Locale.ROOT);
  }

  private static boolean isDirectionMark(char c) {
    return c == '\u200E' || c == '\u200F' || (c >= '\u202A' && c <= '\u202E');
  }
}
