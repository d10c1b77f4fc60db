package org.unroll.wiki.expand;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.unroll.files.Sha256;

/**
 * The templates of a wiki that write text, and the redirects between templates, as they travel to
 * the tasks. Equal templates have equal digests, whatever the order in which they were read.
 */
public final class TemplateTexts implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The version of the expansion, which changes whenever its result for any template does. */
  public static final int VERSION = 1;

  /** No templates. */
  public static final TemplateTexts NONE = new TemplateTexts(new TreeMap<>(), new TreeMap<>());

  /** The most characters of all templates: their broadcast must fit into every executor. */
  private static final long MAX_CHARACTERS = 32_000_000;

  private final String[] titles;
  private final String[] texts;
  private final String[] redirects;
  private final String[] targets;
  private final String digest;

  private TemplateTexts(TreeMap<String, String> texts, TreeMap<String, String> redirects) {
    this.titles = texts.keySet().toArray(new String[0]);
    this.texts = texts.values().toArray(new String[0]);
    this.redirects = redirects.keySet().toArray(new String[0]);
    this.targets = redirects.values().toArray(new String[0]);
    this.digest = texts.isEmpty() && redirects.isEmpty() ? "" : digest(texts, redirects);
  }

  /**
   * Returns the templates of a dump. Of too many the shortest are kept.
   *
   * @param pages in any order; of several with one title the first is taken
   */
  public static TemplateTexts of(List<TemplatePage> pages) {
    List<TemplatePage> sorted = new ArrayList<>(pages);
    sorted.sort(
        Comparator.comparingInt((TemplatePage page) -> page.size())
            .thenComparing(TemplatePage::title)
            .thenComparing(TemplatePage::content));
    TreeMap<String, String> texts = new TreeMap<>();
    TreeMap<String, String> redirects = new TreeMap<>();
    long characters = 0;
    for (TemplatePage page : sorted) {
      characters += page.size();
      if (characters <= MAX_CHARACTERS) {
        (page.isRedirect() ? redirects : texts).putIfAbsent(page.title(), page.content());
      }
    }
    return new TemplateTexts(texts, redirects);
  }

  private static String digest(Map<String, String> texts, Map<String, String> redirects) {
    StringBuilder all = new StringBuilder("templates ").append(VERSION).append('\n');
    texts.forEach((title, text) -> append(all.append("text "), title, text));
    redirects.forEach((title, target) -> append(all.append("redirect "), title, target));
    return Sha256.of(all.toString());
  }

  private static void append(StringBuilder all, String title, String content) {
    all.append(title.length()).append(' ').append(title).append(' ');
    all.append(content.length()).append(' ').append(content).append('\n');
  }

  public boolean isEmpty() {
    return digest.isEmpty();
  }

  /** Returns the number of templates whose text is known, without redirects. */
  public int count() {
    return titles.length;
  }

  /** Returns the SHA-256 of all templates and of {@link #VERSION}; empty if there are none. */
  public String digest() {
    return digest;
  }

  /** Returns the texts by the titles of their templates. */
  Map<String, String> texts() {
    return map(titles, texts);
  }

  /** Returns the targets of redirects by their titles. */
  Map<String, String> redirects() {
    return map(redirects, targets);
  }

  private static Map<String, String> map(String[] keys, String[] values) {
    Map<String, String> map = new HashMap<>(2 * keys.length);
    for (int i = 0; i < keys.length; i++) {
      map.put(keys[i], values[i]);
    }
    return map;
  }
}
