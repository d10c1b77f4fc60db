package org.unroll.articles.files;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.cleaning.EarlierArticles;

/**
 * A lookup of texts in Parquet files with increasing ids, for pages with increasing ids: a merge
 * that passes over both once. A page out of this order is not found, and is cleaned again.
 */
public final class ParquetArticleLookup implements EarlierArticles {

  /** A file with the range of its ids. */
  public record Source(Path file, long minId, long maxId) {}

  private final Queue<Source> left;
  private final Configuration hadoop;

  /** The reader of the current file; null before the first and after the last. */
  private @Nullable ParquetArticleReader reader;

  /** Creates a lookup in files that are ordered by their ids. */
  public ParquetArticleLookup(List<Source> sources, Configuration hadoop) {
    this.left = new ArrayDeque<>(sources);
    this.hadoop = hadoop;
  }

  @Override
  public @Nullable String text(long id, long revisionId) throws IOException {
    ParquetArticleReader current = reader == null ? openFileWith(id) : reader;
    while (current != null && current.id() < id && !current.next(id)) {
      close();
      current = openFileWith(id);
    }
    return current != null && current.id() == id && current.revisionId() == revisionId
        ? current.text()
        : null;
  }

  /** Opens the next file that may hold {@code id} or a greater id; null if there is none. */
  private @Nullable ParquetArticleReader openFileWith(long id) throws IOException {
    Source next = left.poll();
    while (next != null && next.maxId() < id) {
      next = left.poll();
    }
    reader = next == null ? null : new ParquetArticleReader(next.file(), hadoop);
    return reader;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
