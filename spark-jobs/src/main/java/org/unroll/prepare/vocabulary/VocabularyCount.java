package org.unroll.prepare.vocabulary;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.errors.BadDataException;
import org.unroll.prepare.tokens.TokenRun;
import org.unroll.text.TextConfig;
import org.unroll.text.Vocabulary;

/**
 * Chooses the words of the vocabulary on the executors; the driver gets no more of them than the
 * vocabulary has.
 */
public final class VocabularyCount {

  private VocabularyCount() {}

  /**
   * The vocabulary, the same however the segments are cut and spread.
   *
   * @throws BadDataException if no word occurs often enough
   */
  public static Vocabulary of(JavaRDD<TokenRun> segments, TextConfig config) {
    int most = config.maxVocabulary() - Vocabulary.SPECIAL_TOKENS.size();
    int minCount = config.minCount();
    List<String> words =
        WordCount.mostFrequentFirst(
                WordCount.inTraining(segments)
                    .filter(count -> count._2() >= minCount)
                    .filter(count -> !Vocabulary.SPECIAL_TOKENS.contains(count._1())))
            .map(WordCount::word)
            .take(most);
    if (words.isEmpty()) {
      throw new BadDataException(
          "expected words that occur at least text.minCount = "
              + minCount
              + " times in the training split, found none; give more text or a lower text.minCount");
    }
    return Vocabulary.ofTokens(words);
  }
}
