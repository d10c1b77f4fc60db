package org.unroll.wiki.cleaner;

import java.util.TreeMap;
import org.unroll.wiki.CleanerConfig;
import org.unroll.wiki.Redirects;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.StepBudgetExceededException;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.TextBuffer;
import org.unroll.wiki.template.Templates;

/** Plain text from wikitext, in time linear in its length. Safe to share between threads. */
public final class WikitextCleaner {

  /**
   * Raised by one with each change to the text that comes out, so that text of another version is
   * not taken for what this one would make. A test of real pages tells when.
   */
  static final int VERSION = 2;

  private final Templates templates;
  private final Namespaces namespaces;
  private final CleanerConfig config;

  public WikitextCleaner(SiteInfo siteInfo, CleanerConfig config) {
    this.templates = new Templates(siteInfo);
    this.namespaces = new Namespaces(siteInfo);
    this.config = config;
  }

  /**
   * All on which the text of a revision depends, beside its wikitext: the cleaner's version, the
   * wiki and the configuration.
   */
  public static String describe(SiteInfo siteInfo, CleanerConfig config) {
    return String.join(
        "\n",
        "cleaner " + VERSION,
        siteInfo.databaseName(),
        siteInfo.language(),
        new TreeMap<>(siteInfo.namespaces()).toString(),
        config.toString());
  }

  /**
   * The text that a reader of the page sees, without tables, files, references and formulae.
   *
   * @return lines separated by line feeds: a paragraph, a heading or a list item each; empty for a
   *     redirect
   * @throws StepBudgetExceededException if the page takes more work than the configuration allows
   */
  public String clean(String wikitext) {
    return clean(wikitext, new StepBudget(config.maxPageWork()));
  }

  String clean(String wikitext, StepBudget work) {
    if (Redirects.target(wikitext) != null) {
      return "";
    }
    TextBuffer resolved = Preprocessor.process(wikitext, templates, work);
    TextBuffer linked = LinkResolver.process(resolved, namespaces, work);
    return Renderer.process(linked, config.headings(), work);
  }
}
