package org.unroll.wiki.expand;

import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.template.MagicWords;
import org.unroll.wiki.template.Templates;

/**
 * The templates of a wiki: those that its dump defines, and the rules for common templates where it
 * does not. Safe to share between threads.
 */
public final class TemplateExpander {

  private final Expansion.Wiki wiki;
  private final HiddenText hidden;

  /**
   * Creates the templates of a wiki.
   *
   * @param texts the templates that its dump defines; may be none
   */
  public TemplateExpander(SiteInfo site, TemplateTexts texts) {
    this.wiki =
        new Expansion.Wiki(
            site,
            new TemplateLibrary(texts),
            new TemplateTitles(site),
            new Templates(site),
            new MagicWords(site));
    this.hidden = new HiddenText(site);
  }

  /**
   * Returns the templates as one page calls them.
   *
   * @param title of the page; empty if unknown
   */
  public PageTemplates of(String title, StepBudget budget) {
    return new PageTemplates(wiki, hidden, title, budget);
  }
}
