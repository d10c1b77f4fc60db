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
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.expand.TemplatePage;
import org.unroll.wiki.export.Page;

/** The pages that begin in a part of a dump, in batches. */
public final class PartPages implements Iterator<PageBatch>, Closeable {

  private static final int ARTICLES = 0;
  private static final String WIKITEXT = "wikitext";

  private final Pages pages;
  private final TemplatePage.Reader templates;
  private boolean ended;

  private PartPages(Pages pages, SiteInfo site) {
    this.pages = pages;
    this.templates = new TemplatePage.Reader(site);
  }

  /**
   * Opens the pages of a part.
   *
   * @throws org.unroll.errors.BadDataException if the file cannot be read or is damaged
   */
  public static PartPages open(DumpPart part, Configuration hadoop) {
    return new PartPages(Pages.open(part, hadoop), part.dump().siteInfo());
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public PageBatch next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    PageBatch.Builder batch = new PageBatch.Builder();
    while (!ended && !batch.isFull()) {
      Page page = pages.next();
      if (page == null) {
        ended = true;
        batch.skipped.skipBytes(pages.damagedBytes());
        batch.skipped.skip(Reason.DAMAGED, pages.damagedPages());
      } else {
        add(page, batch);
      }
    }
    return batch.build();
  }

  private void add(Page page, PageBatch.Builder batch) {
    Reason reason = reasonToSkip(page);
    if (reason == null) {
      batch.add(page);
      return;
    }
    batch.skipped.skip(reason, 1);
    if (page.namespace() == TemplatePage.NAMESPACE
        && page.model().equals(WIKITEXT)
        && !page.tooLarge()) {
      TemplatePage template = templates.read(page.title(), page.redirectTarget(), page.text());
      if (template != null) {
        batch.add(template);
      }
    }
  }

  private static @Nullable Reason reasonToSkip(Page page) {
    if (page.redirectTarget() != null) {
      return Reason.REDIRECT;
    }
    if (page.namespace() != ARTICLES) {
      return Reason.NAMESPACE;
    }
    if (!page.model().equals(WIKITEXT)) {
      return Reason.NOT_WIKITEXT;
    }
    return page.tooLarge() ? Reason.TOO_LARGE : null;
  }

  @Override
  public void close() throws IOException {
    pages.close();
  }
}
