package org.unroll.wiki.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.LocalNames;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.WikiResources;

/** The words in double braces that stand for the name of the page or of the wiki. */
public final class MagicWords {

  private static final int TALK_NUMBER = 1;
  private static final int PROJECT_NUMBER = 4;
  private static final int MAX_LENGTH = 40;

  /** The kinds of wikis whose articles have subpages, by their databases' names. */
  private static final String WITH_SUBPAGES = ".*(?:wikisource|wikibooks|wikiversity)";

  /** English words by words in other languages. */
  private static final Map<String, String> WORDS = words();

  private final SiteInfo site;
  private final String language;
  private final Map<String, String> namespaces = new HashMap<>();
  private final boolean hasSubpages;

  /** Creates the words of a wiki. */
  public MagicWords(SiteInfo site) {
    this.site = site;
    this.language = Languages.of(site);
    this.hasSubpages = site.databaseName().matches(WITH_SUBPAGES);
    site.namespaces().values().forEach(name -> namespaces.put(LocalNames.key(name), name));
  }

  private static Map<String, String> words() {
    Map<String, String> words = new HashMap<>();
    for (String line : WikiResources.lines("magicwords.txt")) {
      String[] fields = line.split(" ");
      for (String word : fields) {
        words.put(word, fields[0]);
      }
    }
    return Map.copyOf(words);
  }

  /**
   * Returns what {@code {{written}}} stands for on a page.
   *
   * @param written a word, possibly followed by a colon and the title of another page
   * @param title the full title of the page; empty if it is not known
   * @return null if it is not such a word, or if what it stands for is not known
   */
  public @Nullable String text(String written, String title) {
    int colon = written.indexOf(':');
    String word = (colon < 0 ? written : written.substring(0, colon)).strip();
    if (word.length() > MAX_LENGTH) {
      return null;
    }
    String english = WORDS.get(word);
    if (english == null) {
      // An E at the end asks for the form that addresses have.
      english = word.endsWith("E") ? WORDS.get(word.substring(0, word.length() - 1)) : null;
      String text = english == null ? null : text(english, written, colon, title);
      return text == null ? null : text.replace(' ', '_');
    }
    return text(english, written, colon, title);
  }

  private @Nullable String text(String word, String written, int colon, String pageTitle) {
    String title = colon < 0 ? pageTitle : written.substring(colon + 1).replace('_', ' ').strip();
    return switch (word) {
      case "SITENAME" -> siteName();
      case "CONTENTLANGUAGE" -> language.isEmpty() ? null : language;
      default -> title.isEmpty() ? null : nameOf(word, title);
    };
  }

  private String nameOf(String word, String title) {
    int colon = namespaceEnd(title);
    String namespace = colon < 0 ? "" : title.substring(0, colon);
    String page = colon < 0 ? title : title.substring(colon + 1).strip();
    boolean subpages = hasSubpages || colon > 0;
    return switch (word) {
      case "PAGENAME" -> page;
      case "BASEPAGENAME" -> subpages ? before(page, page.lastIndexOf('/')) : page;
      case "ROOTPAGENAME" -> subpages ? before(page, page.indexOf('/')) : page;
      case "SUBPAGENAME" -> subpages ? page.substring(page.lastIndexOf('/') + 1) : page;
      case "NAMESPACE", "SUBJECTSPACE" -> namespace;
      case "TALKPAGENAME" ->
          colon < 0 ? site.namespaces().getOrDefault(TALK_NUMBER, "Talk") + ":" + page : title;
      default -> title;
    };
  }

  private static String before(String text, int end) {
    return end < 0 ? text : text.substring(0, end);
  }

  private int namespaceEnd(String title) {
    int colon = title.indexOf(':');
    return colon > 0 && namespaces.containsKey(LocalNames.key(title.substring(0, colon)))
        ? colon
        : -1;
  }

  /** Returns the name of the wiki, after which it calls the namespace of its own pages. */
  private @Nullable String siteName() {
    String name = site.namespaces().get(PROJECT_NUMBER);
    if (name != null) {
      return name.replace('_', ' ');
    }
    String database = site.databaseName();
    int start = database.indexOf("wik");
    if (start < 0) {
      return null;
    }
    String project = database.substring(start);
    return project.equals("wiki")
        ? "Wikipedia"
        : project.substring(0, 1).toUpperCase(Locale.ROOT) + project.substring(1);
  }
}
