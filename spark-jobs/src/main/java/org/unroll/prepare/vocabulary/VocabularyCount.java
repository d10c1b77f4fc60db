package org.unroll.prepare.vocabulary;

import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.unroll.errors.BadDataException;
import org.unroll.text.TextConfig;
import org.unroll.text.Vocabulary;

/**
 * The choice of the words of the vocabulary on the executors; the driver receives only the chosen
 * words.
 */
public final class VocabularyCount {

  private VocabularyCount() {}

  /**
   * Returns the vocabulary, the same however the words are spread.
   *
   * @param counts of the words of the training split
   * @throws BadDataException if no word occurs often enough
   */
  public static Vocabulary of(JavaPairRDD<String, Long> counts, TextConfig config) {
    int maxWords = config.maxVocabulary() - Vocabulary.SPECIAL_TOKENS.size();
    int minCount = config.minCount();
    List<String> words =
        WordCount.mostFrequentFirst(
                counts
                    .filter(count -> count._2() >= minCount)
                    .filter(count -> !Vocabulary.SPECIAL_TOKENS.contains(count._1())))
            .map(WordCount::word)
            .take(maxWords);
    if (words.isEmpty()) {
      throw new BadDataException(
          "expected words that occur at least text.minCount = "
              + minCount
              + " times in the training split, found none; give more text or a lower text.minCount");
    }
    return Vocabulary.ofTokens(words);
  }
}
