package org.unroll.dump;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.unroll.dump.PageTally.Reason;
import org.unroll.wiki.Page;
import org.unroll.wiki.WikitextCleaner;

/** The articles that begin in a part of a dump, as plain text, and what became of its pages. */
public final class Articles implements Iterator<Article>, Closeable {

  private static final int ARTICLES = 0;

  private final Pages pages;
  private final WikitextCleaner cleaner;
  private PageTally tally = new PageTally();
  private @Nullable Article ahead;
  private boolean ended;

  private Articles(Pages pages, WikitextCleaner cleaner) {
    this.pages = pages;
    this.cleaner = cleaner;
  }

  /**
   * Opens a part.
   *
   * @throws org.unroll.errors.BadDataException if the file cannot be read or is damaged
   */
  public static Articles open(DumpPart part, Configuration hadoop) {
    return new Articles(Pages.open(part, hadoop), new WikitextCleaner(part.dump().siteInfo()));
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && !ended) {
      Page page = pages.next();
      if (page == null) {
        ended = true;
        tally.skipBytes(pages.damagedBytes());
        tally.skip(Reason.DAMAGED, pages.damagedPages());
      } else {
        ahead = article(page);
      }
    }
    return ahead != null;
  }

  @Override
  public Article next() {
    Article article = hasNext() ? ahead : null;
    if (article == null) {
      throw new NoSuchElementException();
    }
    ahead = null;
    return article;
  }

  /** What became of the pages read since this was last asked. */
  public PageTally takeTally() {
    PageTally taken = tally;
    tally = new PageTally();
    return taken;
  }

  private @Nullable Article article(Page page) {
    Reason reason = reasonToSkip(page);
    String text = "";
    if (reason == null) {
      text = cleaner.clean(page.text());
      reason = text.isEmpty() ? Reason.EMPTY : null;
    }
    if (reason != null) {
      tally.skip(reason, 1);
      return null;
    }
    tally.keep();
    return new Article(page.id(), page.title(), page.revisionId(), text);
  }

  private static @Nullable Reason reasonToSkip(Page page) {
    if (page.redirectTarget() != null) {
      return Reason.REDIRECT;
    }
    if (page.namespace() != ARTICLES) {
      return Reason.NAMESPACE;
    }
    if (!page.model().equals("wikitext")) {
      return Reason.NOT_WIKITEXT;
    }
    return page.tooLarge() ? Reason.TOO_LARGE : null;
  }

  @Override
  public void close() throws IOException {
    pages.close();
  }
}
