package org.unroll.articles;

import java.util.Map;
import org.unroll.articles.files.ArticleManifest;

/**
 * What {@link ExtractJob} did.
 *
 * @param pagesRead pages of the dumps
 * @param pagesKept articles
 * @param pagesReused those of them whose text was taken from the articles of an earlier dump
 * @param pagesSkipped by reason
 * @param damagedBytes stored bytes of damaged bzip2 data that were skipped
 * @param files how many files hold the articles
 * @param upToDate whether the folder already held them, so that nothing was done
 */
public record ExtractReport(
    long pagesRead,
    long pagesKept,
    long pagesReused,
    Map<String, Long> pagesSkipped,
    long damagedBytes,
    int files,
    boolean upToDate) {

  static ExtractReport of(ArticleManifest manifest, boolean upToDate) {
    return new ExtractReport(
        manifest.pagesRead(),
        manifest.pagesKept(),
        manifest.pagesReused(),
        manifest.pagesSkipped(),
        manifest.damagedBytes(),
        manifest.files().size(),
        upToDate);
  }
}
