package org.unroll.prepare;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.progress.Progress;
import org.unroll.text.TextConfig;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.MergeTrainer;
import org.unroll.text.bpe.Merges;
import org.unroll.text.bpe.SubwordTokenizer;
import org.unroll.text.bpe.SubwordVocabulary;

/**
 * Learns subwords from segments of words, and cuts these into them. Words are counted on the
 * executors; the driver learns from the most frequent ones, as far as it has room.
 */
final class Subwords {

  private Subwords() {}

  /** The tokenizer, the same however the segments are cut and spread. */
  static SubwordTokenizer learn(
      JavaSparkContext spark, Progress progress, JavaRDD<Segment> words, TextConfig config) {
    spark.setJobDescription("learn subwords");
    MergeTrainer trainer = new MergeTrainer();
    JavaRDD<WordCount> counts = WordCount.mostFrequentFirst(WordCount.inTraining(words));
    Iterator<WordCount> next = counts.toLocalIterator();
    long learnedFrom = 0;
    while (next.hasNext() && add(next.next(), trainer)) {
      learnedFrom++;
    }
    int maxSubwords = config.maxVocabulary() - Vocabulary.SPECIAL_TOKENS.size() - Merges.BYTES;
    Merges merges = trainer.learn(maxSubwords, config.minCount());
    progress.say(
        "learned %,d subwords from the %,d most frequent words"
            .formatted(merges.symbolCount() - Merges.BYTES, learnedFrom));
    return new SubwordTokenizer(config, merges);
  }

  private static boolean add(WordCount word, MergeTrainer trainer) {
    return trainer.add(word.word(), word.count());
  }

  /** The same segments, in which each word is cut into subwords. */
  static JavaRDD<Segment> cut(JavaSparkContext spark, JavaRDD<Segment> words, Merges merges) {
    Broadcast<Merges> rules = spark.broadcast(merges);
    return words.map(segment -> segment.cut(rules.value()));
  }

  /** All subwords in the order of their counts, those that do not occur too. */
  static Vocabulary vocabulary(JavaRDD<Segment> subwords, SubwordTokenizer tokenizer) {
    Map<String, Long> counts = WordCount.inTraining(subwords).collectAsMap();
    List<String> tokens =
        tokenizer.merges().spellings().stream()
            .map(spelling -> new WordCount(spelling, counts.getOrDefault(spelling, 0L)))
            .sorted()
            .map(WordCount::word)
            .toList();
    return SubwordVocabulary.of(Vocabulary.ofTokens(tokens), tokenizer);
  }
}
