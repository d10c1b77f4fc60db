package org.unroll.wiki;

/** Plain text from wikitext, in time linear in its length. Safe to share between threads. */
public final class WikitextCleaner {

  /**
   * The longest wikitext that is worth cleaning, in characters. MediaWiki refuses to save more than
   * 2 MiB; callers skip longer pages as {@code too-large} instead of reading them whole.
   */
  public static final int MAX_LENGTH = 4 << 20;

  private final Templates templates;
  private final Namespaces namespaces;

  public WikitextCleaner(SiteInfo siteInfo) {
    templates = new Templates(siteInfo);
    namespaces = new Namespaces(siteInfo);
  }

  /**
   * The text that a reader of the page sees, without tables, files, references and formulae.
   *
   * @return lines separated by line feeds: a paragraph, a heading or a list item each; empty for a
   *     redirect
   */
  public String clean(String wikitext) {
    return clean(wikitext, new Work());
  }

  String clean(String wikitext, Work work) {
    if (Redirects.target(wikitext) != null) {
      return "";
    }
    Chars resolved = Preprocessor.process(wikitext, templates, work);
    return Renderer.process(LinkResolver.process(resolved, namespaces, work), work);
  }
}
