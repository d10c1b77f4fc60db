package org.unroll.prepare.tokens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.ArticleExtractor;
import org.unroll.articles.DumpPages;
import org.unroll.articles.cleaning.Article;
import org.unroll.articles.cleaning.Articles;
import org.unroll.articles.files.ArticleFormat;
import org.unroll.articles.files.PartArticleWriter;
import org.unroll.articles.files.WrittenArticles;
import org.unroll.dataset.Split;
import org.unroll.dataset.SplitConfig;
import org.unroll.dump.DumpPart;
import org.unroll.output.AtTaskEnd;
import org.unroll.output.JobContext;
import org.unroll.text.Tokenizer;

/**
 * An iterator over the runs of a part of a dump: each article is a sequence, the tokens and the end
 * of each of its lines.
 */
public final class DumpTokenRuns implements Iterator<TokenRun> {

  private final Articles articles;

  /** The writer of the articles, or null if they are not kept. */
  private final @Nullable PartArticleWriter file;

  private final double validation;
  private final double test;
  private final Map<Split, TokenRunBuilder> builders = new EnumMap<>(Split.class);
  private final Queue<TokenRun> finished = new ArrayDeque<>();
  private boolean ended;

  private DumpTokenRuns(
      Articles articles,
      @Nullable PartArticleWriter file,
      double validation,
      double test,
      Tokenizer tokenizer) {
    this.articles = articles;
    this.file = file;
    this.validation = validation;
    this.test = test;
    for (Split split : Split.values()) {
      builders.put(split, new TokenRunBuilder(split, tokenizer));
    }
  }

  /**
   * Makes the runs of the pages of dumps.
   *
   * @param attempts the folder in which tasks write the articles, if they are kept
   */
  public static JavaRDD<TokenRun> of(
      JobContext job,
      DumpPages pages,
      ArticleExtractor extractor,
      Optional<String> attempts,
      SplitConfig config,
      Tokenizer tokenizer) {
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    double validation = config.validation();
    double test = config.test();
    String folder = attempts.orElse(null);
    return pages.map(
        (part, batches) -> {
          Configuration configuration = hadoop.value().value();
          Articles articles = extractor.open(part, batches, configuration);
          AtTaskEnd.close(articles);
          PartArticleWriter file =
              folder == null ? null : file(part, extractor, folder, configuration);
          return new DumpTokenRuns(articles, file, validation, test, tokenizer);
        });
  }

  private static PartArticleWriter file(
      DumpPart part, ArticleExtractor extractor, String folder, Configuration hadoop) {
    PartArticleWriter file = extractor.newFile(part, ArticleFormat.PARQUET, folder, hadoop);
    AtTaskEnd.close(file);
    return file;
  }

  @Override
  public boolean hasNext() {
    while (finished.isEmpty() && !ended) {
      if (articles.hasNext()) {
        add(articles.next());
      } else {
        finish();
      }
    }
    return !finished.isEmpty();
  }

  @Override
  public TokenRun next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return finished.remove();
  }

  private void add(Article article) {
    keep(article);
    Split split = Split.ofArticle(article.id(), new SplitConfig(validation, test));
    TokenRunBuilder run = builder(split);
    article
        .text()
        .lines()
        .forEach(
            line -> {
              run.addLine(line);
              run.addEndOfLine();
            });
    run.endSequence(article.id());
    if (run.isFull()) {
      finished.add(run.take(articles.takeTally()));
    }
  }

  private void keep(Article article) {
    if (file != null) {
      try {
        file.add(article);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private @Nullable WrittenArticles written() {
    try {
      return file == null ? null : file.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes the last runs. One of them, even if it is empty, carries the tally of the last pages and
   * the file of articles.
   */
  private void finish() {
    ended = true;
    WrittenArticles written = written();
    for (Split split : Split.values()) {
      TokenRunBuilder run = builder(split);
      if (split == Split.TRAIN || !run.isEmpty()) {
        finished.add(run.take(articles.takeTally()).with(written));
        written = null;
      }
    }
  }

  private TokenRunBuilder builder(Split split) {
    return java.util.Objects.requireNonNull(builders.get(split));
  }
}
