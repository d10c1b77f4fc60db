package org.unroll.articles.cleaning;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.cleaning.PageBatch.ArticlePage;
import org.unroll.articles.cleaning.PageTally.Reason;
import org.unroll.dump.DumpPart;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.wiki.CleanerConfig;
import org.unroll.wiki.StepBudgetExceededException;
import org.unroll.wiki.cleaner.WikitextCleaner;

/** The articles among pages of a dump, as plain text, with a tally of the pages. */
public final class Articles implements Iterator<Article>, Closeable {

  private final Iterator<PageBatch> batches;
  private final Closeable source;
  private final WikitextCleaner cleaner;
  private final EarlierArticles earlier;
  private Iterator<ArticlePage> pages = Collections.emptyIterator();
  private PageTally tally = new PageTally();
  private @Nullable Article ahead;

  private Articles(
      Iterator<PageBatch> batches,
      Closeable source,
      WikitextCleaner cleaner,
      EarlierArticles earlier) {
    this.batches = batches;
    this.source = source;
    this.cleaner = cleaner;
    this.earlier = earlier;
  }

  /**
   * Returns the articles of pages that are read already.
   *
   * @param earlier articles whose texts are reused; closed with this iterator
   */
  public static Articles of(
      Iterator<PageBatch> batches, WikitextCleaner cleaner, EarlierArticles earlier) {
    return new Articles(batches, () -> {}, cleaner, earlier);
  }

  /**
   * Opens the articles of a part whose wiki's templates are not known.
   *
   * @param earlier articles whose texts are reused; closed with this iterator
   * @throws org.unroll.errors.BadDataException if the file cannot be read or is damaged
   */
  public static Articles open(
      DumpPart part, CleanerConfig config, EarlierArticles earlier, Configuration hadoop) {
    PartPages pages = PartPages.open(part, hadoop);
    return new Articles(pages, pages, new WikitextCleaner(part.dump().siteInfo(), config), earlier);
  }

  @Override
  public boolean hasNext() {
    while (ahead == null) {
      if (pages.hasNext()) {
        ahead = article(pages.next());
      } else if (batches.hasNext()) {
        PageBatch batch = batches.next();
        tally.add(batch.skipped());
        pages = batch.articles();
      } else {
        return false;
      }
    }
    return true;
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

  private @Nullable Article article(ArticlePage page) {
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
  private @Nullable String earlierText(ArticlePage page) {
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

  @Override
  public void close() throws IOException {
    try (earlier) {
      source.close();
    }
  }
}
