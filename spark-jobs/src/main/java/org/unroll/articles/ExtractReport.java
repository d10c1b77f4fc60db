package org.unroll.articles;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.unroll.articles.cleaning.PageReport;
import org.unroll.articles.files.ArticleManifest;

/**
 * The result of {@link ExtractJob}. In JSON its keys are flat.
 *
 * @param pages the pages of the dumps
 * @param files the number of files of articles
 * @param upToDate whether the folder already held the articles and nothing was done
 */
public record ExtractReport(@JsonUnwrapped PageReport pages, int files, boolean upToDate) {

  static ExtractReport of(ArticleManifest manifest, boolean upToDate) {
    return new ExtractReport(manifest.pages(), manifest.files().size(), upToDate);
  }
}
