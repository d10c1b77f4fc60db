package org.unroll.articles.cleaning;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.cleaning.PageTally.Reason;
import org.unroll.dump.DumpPart;
import org.unroll.dump.Pages;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.wiki.CleanerConfig;
import org.unroll.wiki.StepBudgetExceededException;
import org.unroll.wiki.cleaner.WikitextCleaner;
import org.unroll.wiki.export.Page;

/** The articles that begin in a part of a dump, as plain text, with a tally of its pages. */
public final class Articles implements Iterator<Article>, Closeable {

  private static final int ARTICLES = 0;

  private final Pages pages;
  private final WikitextCleaner cleaner;
  private final EarlierArticles earlier;
  private PageTally tally = new PageTally();
  private @Nullable Article ahead;
  private boolean ended;

  private Articles(Pages pages, WikitextCleaner cleaner, EarlierArticles earlier) {
    this.pages = pages;
    this.cleaner = cleaner;
    this.earlier = earlier;
  }

  /**
   * Opens the articles of a part.
   *
   * @param earlier articles whose texts are reused; closed with this iterator
   * @throws org.unroll.errors.BadDataException if the file cannot be read or is damaged
   */
  public static Articles open(
      DumpPart part, CleanerConfig config, EarlierArticles earlier, Configuration hadoop) {
    return new Articles(
        Pages.open(part, hadoop), new WikitextCleaner(part.dump().siteInfo(), config), earlier);
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

  /** Returns the tally of the pages read since the last call. */
  public PageTally takeTally() {
    PageTally taken = tally;
    tally = new PageTally();
    return taken;
  }

  private @Nullable Article article(Page page) {
    Reason reason = reasonToSkip(page);
    if (reason != null) {
      tally.skip(reason, 1);
      return null;
    }
    String text = earlierText(page);
    if (text != null) {
      tally.reuse();
      return new Article(page.id(), page.title(), page.revisionId(), text);
    }
    try {
      text = cleaner.clean(page.title(), page.text());
    } catch (StepBudgetExceededException e) {
      tally.skip(Reason.TOO_SLOW, 1);
      return null;
    }
    if (text.isEmpty()) {
      tally.skip(Reason.EMPTY, 1);
      return null;
    }
    tally.keep();
    return new Article(page.id(), page.title(), page.revisionId(), text);
  }

  /** Returns the text to reuse, if any: none for a revision without an id, or one hidden since. */
  private @Nullable String earlierText(Page page) {
    if (page.text().isEmpty() || page.revisionId() == 0) {
      return null;
    }
    try {
      return earlier.text(page.id(), page.revisionId());
    } catch (IOException e) {
      throw new BadDataException(
          "cannot read the articles of the earlier dump: " + ErrorMessage.firstLine(e), e);
    }
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
    try (earlier) {
      pages.close();
    }
  }
}
