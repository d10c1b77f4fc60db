package org.unroll.extract;

import java.io.Serializable;
import org.unroll.extract.ExtractManifest.ArticleFile;

/** The file that a task wrote of the articles of its part of a dump. */
public final class WrittenArticles implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String attempt;
  private final long articles;
  private final long leastId;
  private final long greatestId;
  private final String cleaner;

  WrittenArticles(String attempt, long articles, long leastId, long greatestId, String cleaner) {
    this.attempt = attempt;
    this.articles = articles;
    this.leastId = leastId;
    this.greatestId = greatestId;
    this.cleaner = cleaner;
  }

  /** Its name in the folder of attempts. */
  String attempt() {
    return attempt;
  }

  /** The file as manifests name it. */
  ArticleFile as(String name) {
    return new ArticleFile(name, articles, leastId, greatestId, cleaner);
  }
}
