package org.unroll.articles.cleaning;

import java.util.Map;
import org.unroll.dataset.Manifest;

/**
 * The counts of the pages of dumps, under their keys in the JSON results of commands.
 *
 * @param pagesRead all pages
 * @param pagesKept articles
 * @param pagesReused those of them whose text was reused from an earlier dump
 * @param pagesSkipped the other pages, by reason
 * @param damagedBytes stored bytes of damaged compressed data that were skipped
 */
public record PageReport(
    long pagesRead,
    long pagesKept,
    long pagesReused,
    Map<String, Long> pagesSkipped,
    long damagedBytes) {

  public static PageReport of(Manifest.PageCounts pages) {
    return new PageReport(
        pages.read(), pages.kept(), pages.reused(), pages.skipped(), pages.damagedBytes());
  }
}
