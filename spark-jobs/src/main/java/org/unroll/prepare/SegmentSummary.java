package org.unroll.prepare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import org.unroll.dataset.Split;
import org.unroll.dump.PageTally;
import org.unroll.extract.WrittenArticles;

/** What the driver knows of a segment. */
final class SegmentSummary implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int TOKENS_PER_SAMPLE = 1 << 18;

  final int partition;
  final Split split;
  final int sequences;
  final int tokens;
  final PageTally pages;

  /** The file of the articles of the part of the dump that ends with this segment, if any. */
  final @Nullable WrittenArticles articles;

  /** Some sequences, in order, and the tokens from each to the next of them. */
  final long[] sampledSequences;

  final long[] sampledTokens;

  private SegmentSummary(int partition, Segment segment) {
    this.partition = partition;
    this.split = segment.split();
    this.sequences = segment.sequences();
    this.tokens = segment.tokens();
    this.pages = segment.pages();
    this.articles = segment.articles();
    List<Long> sampled = new ArrayList<>();
    List<Long> weights = new ArrayList<>();
    long since = TOKENS_PER_SAMPLE;
    for (int sequence = 0; sequence < segment.sequences(); sequence++) {
      if (since >= TOKENS_PER_SAMPLE) {
        sampled.add(segment.sequence(sequence));
        weights.add(0L);
        since = 0;
      }
      since += segment.length(sequence);
      weights.set(weights.size() - 1, since);
    }
    this.sampledSequences = sampled.stream().mapToLong(Long::longValue).toArray();
    this.sampledTokens = weights.stream().mapToLong(Long::longValue).toArray();
  }

  /** All segments in the order of the input. */
  static List<SegmentSummary> of(JavaRDD<Segment> segments) {
    return segments
        .mapPartitionsWithIndex(
            (partition, part) -> {
              List<SegmentSummary> summaries = new ArrayList<>();
              part.forEachRemaining(
                  segment -> summaries.add(new SegmentSummary(partition, segment)));
              return summaries.iterator();
            },
            true)
        .collect();
  }

  /** The pages that were read for all segments. */
  static PageTally pages(List<SegmentSummary> segments) {
    PageTally pages = new PageTally();
    segments.forEach(segment -> pages.add(segment.pages));
    return pages;
  }

  /** For each segment of each partition, the sizes of those of its split before it, together. */
  static long[][] sizesBefore(List<SegmentSummary> segments, PieceCutter cutter, int partitions) {
    List<List<Long>> before = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      before.add(new ArrayList<>());
    }
    long[] sums = new long[Split.values().length];
    for (SegmentSummary segment : segments) {
      before.get(segment.partition).add(sums[segment.split.ordinal()]);
      sums[segment.split.ordinal()] += cutter.size(segment);
    }
    return before.stream()
        .map(sizes -> sizes.stream().mapToLong(Long::longValue).toArray())
        .toArray(long[][]::new);
  }
}
