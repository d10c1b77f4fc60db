package org.unroll.prepare.vocabulary;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.output.JobContext;
import org.unroll.prepare.tokens.TokenRun;
import org.unroll.text.TextConfig;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.MergeTrainer;
import org.unroll.text.bpe.Merges;
import org.unroll.text.bpe.SubwordTokenizer;
import org.unroll.text.bpe.SubwordVocabulary;

/**
 * The subwords learned from runs of words, and the runs cut into them. Words are counted on the
 * executors; the driver learns from as many of the most frequent words as fit in its memory.
 */
public final class Subwords {

  private Subwords() {}

  /**
   * Learns a tokenizer, the same however the words are spread.
   *
   * @param words with their counts in the training split
   */
  public static SubwordTokenizer learn(
      JobContext job, JavaPairRDD<String, Long> words, TextConfig config) {
    job.spark().setJobDescription("learn subwords");
    MergeTrainer trainer = new MergeTrainer();
    JavaRDD<WordCount> counts = WordCount.mostFrequentFirst(words);
    Iterator<WordCount> next = counts.toLocalIterator();
    long learnedFrom = 0;
    while (next.hasNext() && add(next.next(), trainer)) {
      learnedFrom++;
    }
    int maxSubwords = config.maxVocabulary() - Vocabulary.SPECIAL_TOKENS.size() - Merges.BYTES;
    Merges merges = trainer.learn(maxSubwords, config.minCount());
    job.progress()
        .say(
            String.format(
                Locale.ROOT,
                "learned %,d subwords from the %,d most frequent words",
                merges.symbolCount() - Merges.BYTES,
                learnedFrom));
    return new SubwordTokenizer(config, merges);
  }

  private static boolean add(WordCount word, MergeTrainer trainer) {
    return trainer.add(word.word(), word.count());
  }

  /** Cuts each word of the runs into subwords. */
  public static JavaRDD<TokenRun> cut(JobContext job, JavaRDD<TokenRun> words, Merges merges) {
    Broadcast<Merges> rules = job.spark().broadcast(merges);
    return words.map(run -> run.cut(rules.value()));
  }

  /**
   * Returns all subwords, even those that do not occur, by falling count.
   *
   * @param subwords with their counts in the training split
   */
  public static Vocabulary vocabulary(
      JavaPairRDD<String, Long> subwords, SubwordTokenizer tokenizer) {
    Map<String, Long> counts = subwords.collectAsMap();
    List<String> tokens =
        tokenizer.merges().spellings().stream()
            .map(spelling -> new WordCount(spelling, counts.getOrDefault(spelling, 0L)))
            .sorted()
            .map(WordCount::word)
            .toList();
    return SubwordVocabulary.of(Vocabulary.ofTokens(tokens), tokenizer);
  }
}
