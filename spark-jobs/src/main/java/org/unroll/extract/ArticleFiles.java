package org.unroll.extract;

import java.io.IOException;
import java.io.Serializable;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.unroll.dump.Articles;
import org.unroll.dump.DumpPart;
import org.unroll.dump.PageTally;

/** Writes the articles of a part of a dump into a file. */
final class ArticleFiles {

  private ArticleFiles() {}

  /** A file that a task wrote, or none if its part has no article. */
  static final class Written implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Name in the folder of attempts. */
    final String attempt;

    final PageTally pages;

    Written(String attempt, PageTally pages) {
      this.attempt = attempt;
      this.pages = pages;
    }
  }

  static Written write(DumpPart part, ExtractFormat format, String attempts, Configuration hadoop)
      throws IOException {
    TaskContext task = TaskContext.get();
    String attempt =
        String.format(
            Locale.ROOT,
            "part-%05d-%d.%s",
            task.partitionId(),
            task.taskAttemptId(),
            format.ending());
    try (Articles articles = Articles.open(part, hadoop)) {
      if (articles.hasNext()) {
        try (ArticleWriter writer =
            ArticleWriter.open(format, new Path(attempts, attempt), hadoop)) {
          while (articles.hasNext()) {
            writer.write(articles.next());
          }
        }
      }
      return new Written(attempt, articles.takeTally());
    }
  }
}
