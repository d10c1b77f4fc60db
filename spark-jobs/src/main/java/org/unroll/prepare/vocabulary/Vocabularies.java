package org.unroll.prepare.vocabulary;

import java.util.Arrays;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.output.JobContext;
import org.unroll.text.TextConfig;
import org.unroll.text.TokenizerKind;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.Merges;
import org.unroll.text.bpe.SubwordTokenizer;
import scala.Tuple2;

/** Vocabularies of words or subwords, from counted words. */
public final class Vocabularies {

  private Vocabularies() {}

  /**
   * Learns a vocabulary, the same however the words are spread.
   *
   * @param words that the tokenizer of the configuration cuts, with their counts in the training
   *     split
   * @throws org.unroll.errors.BadDataException if no word occurs often enough
   */
  public static Vocabulary learn(
      JobContext job, JavaPairRDD<String, Long> words, TextConfig config) {
    if (config.tokenizer() != TokenizerKind.SUBWORD) {
      return VocabularyCount.of(words, config);
    }
    SubwordTokenizer tokenizer = Subwords.learn(job, words, config);
    Broadcast<Merges> merges = job.spark().broadcast(tokenizer.merges());
    JavaPairRDD<String, Long> subwords =
        words
            .flatMapToPair(
                word ->
                    Arrays.stream(merges.value().encode(word._1()))
                        .mapToObj(
                            symbol -> new Tuple2<>(merges.value().spelling(symbol), word._2()))
                        .iterator())
            .reduceByKey(Long::sum);
    return Subwords.vocabulary(subwords, tokenizer);
  }
}
