package org.unroll.articles.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.articles.files.ArticleManifest.ArticleFile;
import org.unroll.dataset.Manifest;
import org.unroll.output.Staging;

/** The files of articles that tasks wrote, on their way to the folder where they stay. */
public final class ArticleFiles {

  private final ArticleFormat format;
  private final Staging staging;
  private final List<WrittenArticles> written = new ArrayList<>();

  public ArticleFiles(ArticleFormat format, Staging staging) {
    this.format = format;
    this.staging = staging;
  }

  /** Where tasks write. */
  public String attempts() {
    return staging.attempts().toString();
  }

  /** Adds what the next part of the dumps became, if it has articles. */
  public void add(@Nullable WrittenArticles articles) {
    if (articles != null) {
      written.add(articles);
    }
  }

  /**
   * Moves all files to their places and writes the manifest beside them.
   *
   * @param folder in the one to be published; empty for itself
   * @param fingerprint of what they were made of
   */
  public ArticleManifest keep(
      String folder, String fingerprint, List<Manifest.Source> sources, PageTally pages)
      throws IOException {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    List<ArticleFile> files = new ArrayList<>();
    for (WrittenArticles articles : written) {
      String name = String.format(Locale.ROOT, "part-%05d.%s", files.size(), format.ending());
      staging.keep(articles.attempt(), prefix + name);
      files.add(articles.as(name));
    }
    ArticleManifest manifest =
        new ArticleManifest(
            ArticleManifest.FORMAT_VERSION,
            fingerprint,
            sources,
            format.label(),
            pages.read(),
            pages.kept(),
            pages.reused(),
            pages.skipped(),
            pages.damagedBytes(),
            files);
    staging.write(prefix + ArticleManifest.FILE, manifest.toJson());
    return manifest;
  }
}
