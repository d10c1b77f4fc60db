package org.unroll.articles;

import java.util.Map;
import org.unroll.articles.files.ArticleManifest;

/**
 * The result of {@link ExtractJob}.
 *
 * @param pagesRead pages of the dumps
 * @param pagesKept articles
 * @param pagesReused those of them whose text was reused from an earlier dump
 * @param pagesSkipped by reason
 * @param damagedBytes stored bytes of damaged bzip2 data that were skipped
 * @param files the number of files of articles
 * @param upToDate whether the folder already held the articles and nothing was done
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
