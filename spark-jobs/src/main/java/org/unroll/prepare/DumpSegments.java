package org.unroll.prepare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.unroll.dataset.Split;
import org.unroll.dataset.SplitConfig;
import org.unroll.dump.Article;
import org.unroll.dump.Articles;
import org.unroll.dump.Dump;
import org.unroll.dump.DumpPart;
import org.unroll.extract.Cleaning;
import org.unroll.extract.ExtractFormat;
import org.unroll.extract.PartArticles;
import org.unroll.extract.WrittenArticles;
import org.unroll.output.AtTaskEnd;
import org.unroll.text.Tokenizer;

/**
 * Reads dumps into segments: each article is a sequence, the tokens of each line and an end of
 * line.
 */
final class DumpSegments implements Iterator<Segment> {

  private final Articles articles;

  /** Where the articles are kept besides, or null. */
  private final @Nullable PartArticles file;

  private final double validation;
  private final double test;
  private final Map<Split, SegmentBuilder> builders = new EnumMap<>(Split.class);
  private final Queue<Segment> finished = new ArrayDeque<>();
  private boolean ended;

  private DumpSegments(
      Articles articles,
      @Nullable PartArticles file,
      double validation,
      double test,
      Tokenizer tokenizer) {
    this.articles = articles;
    this.file = file;
    this.validation = validation;
    this.test = test;
    for (Split split : Split.values()) {
      builders.put(split, new SegmentBuilder(split, tokenizer));
    }
  }

  /**
   * The segments of dumps.
   *
   * @param attempts where to write files of the articles, if they are kept
   */
  static JavaRDD<Segment> of(
      JavaSparkContext spark,
      List<Dump> dumps,
      Cleaning cleaning,
      Optional<String> attempts,
      SplitConfig config,
      Tokenizer tokenizer,
      Broadcast<SerializableConfiguration> hadoop) {
    double validation = config.validation();
    double test = config.test();
    String folder = attempts.orElse(null);
    List<DumpPart> parts = Dump.parts(dumps, spark.defaultParallelism());
    return spark
        .parallelize(parts, parts.size())
        .flatMap(
            part -> {
              Configuration configuration = hadoop.value().value();
              Articles articles = cleaning.open(part, configuration);
              AtTaskEnd.close(articles);
              PartArticles file =
                  folder == null ? null : file(part, cleaning, folder, configuration);
              return new DumpSegments(articles, file, validation, test, tokenizer);
            });
  }

  private static PartArticles file(
      DumpPart part, Cleaning cleaning, String folder, Configuration hadoop) {
    PartArticles file = cleaning.file(part, ExtractFormat.PARQUET, folder, hadoop);
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
  public Segment next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return finished.remove();
  }

  private void add(Article article) {
    keep(article);
    Split split = Split.ofArticle(article.id(), new SplitConfig(validation, test));
    SegmentBuilder segment = builder(split);
    article
        .text()
        .lines()
        .forEach(
            line -> {
              segment.addLine(line);
              segment.addEndOfLine();
            });
    segment.endSequence(article.id());
    if (segment.isFull()) {
      finished.add(segment.take(articles.takeTally()));
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
   * The last segments; one of them, if need be an empty one, tells of the last pages and of the
   * file of articles.
   */
  private void finish() {
    ended = true;
    WrittenArticles written = written();
    for (Split split : Split.values()) {
      SegmentBuilder segment = builder(split);
      if (split == Split.TRAIN || !segment.isEmpty()) {
        finished.add(segment.take(articles.takeTally()).with(written));
        written = null;
      }
    }
  }

  private SegmentBuilder builder(Split split) {
    return java.util.Objects.requireNonNull(builders.get(split));
  }
}
