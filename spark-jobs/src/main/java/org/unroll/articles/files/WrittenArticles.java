package org.unroll.articles.files;

import java.io.Serializable;
import org.unroll.articles.files.ArticleManifest.ArticleFile;

/** The file that a task wrote of the articles of its part of a dump. */
public final class WrittenArticles implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String attempt;
  private final long articles;
  private final long minId;
  private final long greatestId;
  private final String cleaner;

  WrittenArticles(String attempt, long articles, long minId, long greatestId, String cleaner) {
    this.attempt = attempt;
    this.articles = articles;
    this.minId = minId;
    this.greatestId = greatestId;
    this.cleaner = cleaner;
  }

  /** Its name in the folder of attempts. */
  String attempt() {
    return attempt;
  }

  /** The file as manifests name it. */
  ArticleFile as(String name) {
    return new ArticleFile(name, articles, minId, greatestId, cleaner);
  }
}
