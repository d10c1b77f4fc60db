package org.unroll.prepare.tokens;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.articles.files.WrittenArticles;
import org.unroll.dataset.Split;
import org.unroll.lines.LineTally;

/** The summary of a run that the driver keeps. */
public final class TokenRunSummary implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int TOKENS_PER_SAMPLE = 1 << 18;

  private final int partition;
  private final Split split;
  private final int sequences;
  private final int tokens;
  private final PageTally pages;

  /** The file of the articles of the part of the dump that ends with this run, if any. */
  private final @Nullable WrittenArticles articles;

  /** The lines read for this run, if it is of a text file. */
  private final @Nullable LineTally lines;

  /** Some sequences, in order, and the tokens from each to the next of them. */
  private final long[] sampledSequences;

  private final long[] sampledTokens;

  private TokenRunSummary(int partition, TokenRun run) {
    this.partition = partition;
    this.split = run.split();
    this.sequences = run.sequences();
    this.tokens = run.tokens();
    this.pages = run.pages();
    this.articles = run.articles();
    this.lines = run.lines();
    List<Long> sampled = new ArrayList<>();
    List<Long> weights = new ArrayList<>();
    long since = TOKENS_PER_SAMPLE;
    for (int sequence = 0; sequence < run.sequences(); sequence++) {
      if (since >= TOKENS_PER_SAMPLE) {
        sampled.add(run.sequence(sequence));
        weights.add(0L);
        since = 0;
      }
      since += run.length(sequence);
      weights.set(weights.size() - 1, since);
    }
    this.sampledSequences = sampled.stream().mapToLong(Long::longValue).toArray();
    this.sampledTokens = weights.stream().mapToLong(Long::longValue).toArray();
  }

  /** Summarises all runs, in the order of the input. */
  public static List<TokenRunSummary> of(JavaRDD<TokenRun> runs) {
    return runs.mapPartitionsWithIndex(
            (partition, part) -> {
              List<TokenRunSummary> summaries = new ArrayList<>();
              part.forEachRemaining(run -> summaries.add(new TokenRunSummary(partition, run)));
              return summaries.iterator();
            },
            true)
        .collect();
  }

  /** Returns the tally of the pages read for all runs. */
  public static PageTally pages(List<TokenRunSummary> runs) {
    PageTally pages = new PageTally();
    runs.forEach(run -> pages.add(run.pages));
    return pages;
  }

  /**
   * Returns the tally of the lines read for all runs.
   *
   * @throws org.unroll.errors.BadDataException if many lines of a file are not in its encoding
   */
  public static LineTally lines(List<TokenRunSummary> runs) {
    return LineTally.sum(runs.stream().map(run -> run.lines).filter(Objects::nonNull).toList());
  }

  /** Returns the index of its partition. */
  public int partition() {
    return partition;
  }

  public Split split() {
    return split;
  }

  /** Returns the number of its sequences. */
  public int sequences() {
    return sequences;
  }

  /** Returns the number of tokens of all its sequences. */
  public int tokens() {
    return tokens;
  }

  /**
   * Returns the file of the articles of the part of the dump that ends with this run, if there is
   * one.
   */
  public @Nullable WrittenArticles articles() {
    return articles;
  }

  /** Returns the ids of some sequences, in order. */
  public long[] sampledSequences() {
    return sampledSequences;
  }

  /** Returns the number of tokens from each sampled sequence to the next. */
  public long[] sampledTokens() {
    return sampledTokens;
  }
}
