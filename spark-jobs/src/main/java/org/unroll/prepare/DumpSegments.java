package org.unroll.prepare;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.data.Split;
import org.unroll.data.SplitConfig;
import org.unroll.dump.Article;
import org.unroll.dump.Articles;
import org.unroll.dump.Dump;
import org.unroll.dump.DumpPart;
import org.unroll.output.AtTaskEnd;
import org.unroll.text.Tokenizer;

/**
 * Reads dumps into segments: each article is a sequence, the tokens of each line and an end of
 * line.
 */
final class DumpSegments implements Iterator<Segment> {

  private final Articles articles;
  private final double validation;
  private final double test;
  private final Map<Split, SegmentBuilder> builders = new EnumMap<>(Split.class);
  private final Queue<Segment> finished = new ArrayDeque<>();
  private boolean ended;

  private DumpSegments(Articles articles, double validation, double test, Tokenizer tokenizer) {
    this.articles = articles;
    this.validation = validation;
    this.test = test;
    for (Split split : Split.values()) {
      builders.put(split, new SegmentBuilder(split, tokenizer));
    }
  }

  static JavaRDD<Segment> of(
      JavaSparkContext spark,
      List<Dump> dumps,
      SplitConfig config,
      Tokenizer tokenizer,
      Broadcast<SerializableConfiguration> hadoop) {
    double validation = config.validation();
    double test = config.test();
    List<DumpPart> parts = Dump.parts(dumps, spark.defaultParallelism());
    return spark
        .parallelize(parts, parts.size())
        .flatMap(part -> open(part, validation, test, tokenizer, hadoop.value().value()));
  }

  private static DumpSegments open(
      DumpPart part, double validation, double test, Tokenizer tokenizer, Configuration hadoop) {
    Articles articles = Articles.open(part, hadoop);
    AtTaskEnd.close(articles);
    return new DumpSegments(articles, validation, test, tokenizer);
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

  /** The last segments; one of them, if need be an empty one, tells of the last pages. */
  private void finish() {
    ended = true;
    for (Split split : Split.values()) {
      SegmentBuilder segment = builder(split);
      if (split == Split.TRAIN || !segment.isEmpty()) {
        finished.add(segment.take(articles.takeTally()));
      }
    }
  }

  private SegmentBuilder builder(Split split) {
    return java.util.Objects.requireNonNull(builders.get(split));
  }
}
