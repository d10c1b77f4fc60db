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
 * Writes the articles of the part of a dump that this task reads into a file of its own, which is
 * begun with the first of them.
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
  private long greatestId = Long.MIN_VALUE;

  /**
   * A file that is not begun.
   *
   * @param folder of the attempts of all tasks
   * @param cleaner a sha256 over all on which the texts depend, beside the wikitext
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
            format.ending());
  }

  public void add(Article article) throws IOException {
    if (writer == null) {
      writer = ArticleWriter.open(format, new Path(folder, attempt), hadoop);
    }
    writer.write(article);
    articles++;
    minId = Math.min(minId, article.id());
    greatestId = Math.max(greatestId, article.id());
  }

  public void addAll(Articles all) throws IOException {
    while (all.hasNext()) {
      add(all.next());
    }
  }

  /** Ends the file; null if no article was added. */
  public @Nullable WrittenArticles end() throws IOException {
    close();
    return articles == 0
        ? null
        : new WrittenArticles(attempt, articles, minId, greatestId, cleaner);
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
