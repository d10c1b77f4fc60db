package org.unroll.articles.files;

import java.io.Serializable;
import org.unroll.articles.files.ArticleManifest.ArticleFile;

/** The file of articles that a task wrote for its part of a dump. */
public final class WrittenArticles implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String attempt;
  private final long articles;
  private final long minId;
  private final long maxId;
  private final String cleaner;

  WrittenArticles(String attempt, long articles, long minId, long maxId, String cleaner) {
    this.attempt = attempt;
    this.articles = articles;
    this.minId = minId;
    this.maxId = maxId;
    this.cleaner = cleaner;
  }

  /** Returns the name in the folder in which tasks write. */
  String attempt() {
    return attempt;
  }

  /** Returns the entry of the file in the manifest. */
  ArticleFile as(String name) {
    return new ArticleFile(name, articles, minId, maxId, cleaner);
  }
}
