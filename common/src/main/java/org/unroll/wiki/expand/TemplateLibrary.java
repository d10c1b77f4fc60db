package org.unroll.wiki.expand;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.expand.parser.Node;
import org.unroll.wiki.expand.parser.TemplateParser;

/** The templates of a wiki by title, each compiled when it is first used. */
final class TemplateLibrary {

  private static final int MAX_REDIRECTS = 3;

  /** A compiled template. */
  record Template(String title, Node body) {}

  private final Map<String, String> texts;
  private final Map<String, String> redirects;
  private final Map<String, Template> compiled = new ConcurrentHashMap<>();

  TemplateLibrary(TemplateTexts texts) {
    this.texts = texts.texts();
    this.redirects = texts.redirects();
  }

  boolean isEmpty() {
    return texts.isEmpty() && redirects.isEmpty();
  }

  /** Tells whether the dump has a template of this name that writes text, or a redirect. */
  boolean knows(String name) {
    String title = existing(name);
    return texts.containsKey(title) || redirects.containsKey(title);
  }

  /** Returns the title of a template after redirects, whether its text is known or not. */
  String resolve(String name) {
    String title = existing(name);
    for (int steps = 0; steps < MAX_REDIRECTS && redirects.containsKey(title); steps++) {
      title = existing(redirects.getOrDefault(title, title));
    }
    return title;
  }

  private String existing(String name) {
    return texts.containsKey(name) || redirects.containsKey(name)
        ? name
        : TemplateTitles.capitalised(name);
  }

  /** Returns the template with a resolved title; null if its text is not known. */
  @Nullable Template get(String title) {
    Template known = compiled.get(title);
    if (known != null) {
      return known;
    }
    String text = texts.get(title);
    if (text == null) {
      return null;
    }
    Template template = new Template(title, TemplateParser.parse(text));
    compiled.put(title, template);
    return template;
  }
}
