package org.unroll.articles.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.cleaning.Article;
import org.unroll.articles.cleaning.Articles;

/**
 * A writer of the articles of the part of a dump that this task reads, into a file of its own. The
 * file is created with the first article.
 */
public final class PartArticleWriter implements Closeable {

  private final ArticleFormat format;
  private final Path folder;
  private final String cleaner;
  private final Configuration hadoop;
  private final String attempt;
  private @Nullable ArticleWriter writer;
  private long articles;
  private long minId = Long.MAX_VALUE;
  private long maxId = Long.MIN_VALUE;

  /**
   * Creates a writer, but no file yet.
   *
   * @param folder the folder in which all tasks write
   * @param cleaner the digest of all that determines the texts, beside the wikitext
   */
  public PartArticleWriter(
      ArticleFormat format, String folder, String cleaner, Configuration hadoop) {
    this.format = format;
    this.folder = new Path(folder);
    this.cleaner = cleaner;
    this.hadoop = hadoop;
    TaskContext task = TaskContext.get();
    this.attempt =
        String.format(
            Locale.ROOT,
            "articles-%05d-%d.%s",
            task.partitionId(),
            task.taskAttemptId(),
            format.extension());
  }

  public void add(Article article) throws IOException {
    if (writer == null) {
      writer = ArticleWriter.open(format, new Path(folder, attempt), hadoop);
    }
    writer.write(article);
    articles++;
    minId = Math.min(minId, article.id());
    maxId = Math.max(maxId, article.id());
  }

  public void addAll(Articles all) throws IOException {
    while (all.hasNext()) {
      add(all.next());
    }
  }

  /** Closes the file; returns null if no article was added. */
  public @Nullable WrittenArticles end() throws IOException {
    close();
    return articles == 0 ? null : new WrittenArticles(attempt, articles, minId, maxId, cleaner);
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
