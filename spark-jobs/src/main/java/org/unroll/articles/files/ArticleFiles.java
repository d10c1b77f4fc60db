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

/** The files of articles that tasks wrote, until they are published. */
public final class ArticleFiles {

  private final ArticleFormat format;
  private final Staging staging;
  private final List<WrittenArticles> written = new ArrayList<>();

  public ArticleFiles(ArticleFormat format, Staging staging) {
    this.format = format;
    this.staging = staging;
  }

  /** Returns the folder in which tasks write. */
  public String attempts() {
    return staging.attempts().toString();
  }

  /** Adds the file of the next part of the dumps, if the part has articles. */
  public void add(@Nullable WrittenArticles articles) {
    if (articles != null) {
      written.add(articles);
    }
  }

  /**
   * Moves all files into their folder and writes the manifest beside them.
   *
   * @param folder inside the published folder; empty for that folder itself
   * @param fingerprint of the input
   * @param templates the templates that the texts were made with; null if there are none
   */
  public ArticleManifest keep(
      String folder,
      String fingerprint,
      List<Manifest.Source> sources,
      PageTally pages,
      Manifest.@Nullable Templates templates)
      throws IOException {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    List<ArticleFile> files = new ArrayList<>();
    for (WrittenArticles articles : written) {
      String name = String.format(Locale.ROOT, "part-%05d.%s", files.size(), format.extension());
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
            templates,
            files);
    staging.write(prefix + ArticleManifest.FILE, manifest.toJson());
    return manifest;
  }
}
