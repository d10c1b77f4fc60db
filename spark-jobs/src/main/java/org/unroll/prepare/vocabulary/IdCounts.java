package org.unroll.prepare.vocabulary;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.dataset.Split;
import org.unroll.prepare.tokens.TokenRun;
import org.unroll.text.Vocabulary;

/** The number of occurrences of each id in each split. */
public final class IdCounts {

  private IdCounts() {}

  /** Counts the ids: {@code (splits, V)}, by the ordinal of the split. */
  public static long[][] of(
      JavaRDD<TokenRun> runs, Broadcast<VocabularyLookup> vocabulary, int vocabularySize) {
    return runs.treeAggregate(
        new long[Split.values().length][vocabularySize],
        (counts, run) -> add(counts[run.split().ordinal()], run, vocabulary, counts),
        IdCounts::add);
  }

  private static long[][] add(
      long[] ofSplit, TokenRun run, Broadcast<VocabularyLookup> vocabulary, long[][] counts) {
    VocabularyLookup ids = vocabulary.value();
    ofSplit[Vocabulary.EOS] += run.endsOfLines();
    for (int word = 0; word < run.words(); word++) {
      ofSplit[ids.id(run.word(word))] += run.count(word);
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
