package org.unroll.wiki.expand;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.expand.parser.IncludedText;

/** A page of the template namespace that can be expanded: one that writes text, or a redirect. */
public final class TemplatePage implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The number of the namespace of templates. */
  public static final int NAMESPACE = 10;

  /** Longer pages are data or documentation rather than text within sentences. */
  private static final int MAX_PAGE_LENGTH = 1 << 18;

  private static final int MAX_TEXT_LENGTH = 1 << 13;

  /** The signs of boxes, tables, navigation bars, notes about the page, and code. */
  private static final Pattern BOX =
      Pattern.compile(
          "(?m)^\\|(?:-+\\s|\\}(?!\\}))|(?<!\\{)\\{\\|(?!\\})|\\{\\{\\{!\\}\\}|<table|<div|<gallery|<imagemap|<timeline"
              + "|infobox|navbox|[^a-z]navbar|ambox|[^a-z][acfiot]mbox|sidebar|taxobox|action=edit"
              + "|__notoc__|\\{\\{#invoke:[^{}]*\\}\\}\\s*\\z");

  private final String title;
  private final String content;
  private final boolean redirect;

  private TemplatePage(String title, String content, boolean redirect) {
    this.title = title;
    this.content = content;
    this.redirect = redirect;
  }

  /** A reader of the pages in the template namespace of a wiki. */
  public static final class Reader {

    private final TemplateTitles titles;

    public Reader(SiteInfo site) {
      titles = new TemplateTitles(site);
    }

    /**
     * Reads a page.
     *
     * @param title with the prefix of the namespace
     * @param redirectTarget the title that it redirects to, if it does
     * @return null if it shows something other than text, or too much of it
     */
    public @Nullable TemplatePage read(
        String title, @Nullable String redirectTarget, String wikitext) {
      String name = titles.withoutNamespace(title);
      if (redirectTarget != null) {
        String target = titles.inTemplateNamespace(redirectTarget);
        return target == null ? null : new TemplatePage(name, target, true);
      }
      if (wikitext.length() > MAX_PAGE_LENGTH) {
        return null;
      }
      String text = IncludedText.of(wikitext);
      boolean kept =
          text.length() <= MAX_TEXT_LENGTH && !BOX.matcher(text.toLowerCase(Locale.ROOT)).find();
      return kept ? new TemplatePage(name, text, false) : null;
    }
  }

  /** Returns the title without the prefix of the namespace. */
  public String title() {
    return title;
  }

  /** Returns the text that a call includes, or the title that a redirect leads to. */
  String content() {
    return content;
  }

  boolean isRedirect() {
    return redirect;
  }

  int size() {
    return title.length() + content.length();
  }
}
