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
 * Texts out of Parquet files whose ids rise, for pages whose ids rise: both are gone through once,
 * side by side. What is out of this order is not found, and costs no more than its cleaning.
 */
public final class ParquetArticleLookup implements EarlierArticles {

  /** A file and the least and greatest id that it has. */
  public record Source(Path file, long minId, long greatestId) {}

  private final Queue<Source> left;
  private final Configuration hadoop;

  /** The file gone through now; null before the first and behind the last. */
  private @Nullable ParquetArticleReader reader;

  /** Texts of files that are ordered by their ids. */
  public ParquetArticleLookup(List<Source> sources, Configuration hadoop) {
    this.left = new ArrayDeque<>(sources);
    this.hadoop = hadoop;
  }

  @Override
  public @Nullable String text(long id, long revisionId) throws IOException {
    ParquetArticleReader offset = reader == null ? openFileWith(id) : reader;
    while (offset != null && offset.id() < id && !offset.next(id)) {
      close();
      offset = openFileWith(id);
    }
    return offset != null && offset.id() == id && offset.revisionId() == revisionId
        ? offset.text()
        : null;
  }

  /** Opens the next file that has ids from {@code id} on; null if none has. */
  private @Nullable ParquetArticleReader openFileWith(long id) throws IOException {
    Source next = left.poll();
    while (next != null && next.greatestId() < id) {
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
