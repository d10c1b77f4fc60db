package org.unroll.prepare.vocabulary;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.dataset.Split;
import org.unroll.prepare.tokens.TokenRun;
import org.unroll.text.Vocabulary;

/** How often each id occurs in each split. */
public final class IdCounts {

  private IdCounts() {}

  /** {@code (splits, V)}, by the split's ordinal. */
  public static long[][] of(
      JavaRDD<TokenRun> segments, Broadcast<VocabularyLookup> vocabulary, int vocabularySize) {
    return segments.treeAggregate(
        new long[Split.values().length][vocabularySize],
        (counts, segment) -> add(counts[segment.split().ordinal()], segment, vocabulary, counts),
        IdCounts::add);
  }

  private static long[][] add(
      long[] ofSplit, TokenRun segment, Broadcast<VocabularyLookup> vocabulary, long[][] counts) {
    VocabularyLookup ids = vocabulary.value();
    ofSplit[Vocabulary.EOS] += segment.endsOfLines();
    for (int word = 0; word < segment.words(); word++) {
      ofSplit[ids.id(segment.word(word))] += segment.count(word);
    }
    return counts;
  }

  private static long[][] add(long[][] counts, long[][] others) {
    for (int split = 0; split < counts.length; split++) {
      for (int id = 0; id < counts[split].length; id++) {
        counts[split][id] += others[split][id];
      }
    }
    return counts;
  }
}
