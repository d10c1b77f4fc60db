package org.unroll.prepare;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.data.Split;
import org.unroll.errors.BadDataException;
import org.unroll.text.TextConfig;
import org.unroll.text.Vocabulary;
import scala.Tuple2;

/**
 * Counts the words of the training split on the executors; the driver gets no more of them than the
 * vocabulary has.
 */
final class VocabularyCount {

  private VocabularyCount() {}

  /**
   * The vocabulary, the same however the segments are cut and spread.
   *
   * @throws BadDataException if no word occurs often enough
   */
  static Vocabulary of(JavaRDD<Segment> segments, TextConfig config) {
    int most = config.maxVocabulary() - Vocabulary.SPECIAL_TOKENS.size();
    int minCount = config.minCount();
    JavaPairRDD<String, Long> counts =
        segments
            .filter(segment -> segment.split() == Split.TRAIN)
            .flatMapToPair(
                segment ->
                    IntStream.range(0, segment.words())
                        .mapToObj(
                            word -> new Tuple2<>(segment.word(word), (long) segment.count(word)))
                        .iterator())
            .reduceByKey(Long::sum);
    List<String> words =
        counts
            .filter(count -> count._2() >= minCount)
            .filter(count -> !Vocabulary.SPECIAL_TOKENS.contains(count._1()))
            .mapToPair(count -> new Tuple2<>(new WordCount(count._1(), count._2()), true))
            .sortByKey()
            .keys()
            .map(count -> count.word)
            .take(most);
    if (words.isEmpty()) {
      throw new BadDataException(
          "expected words that occur at least text.minCount = "
              + minCount
              + " times in the training split, found none; give more text or a lower text.minCount");
    }
    return Vocabulary.ofTokens(words);
  }

  /** Ordered by falling count, then by code points. */
  private static final class WordCount implements Comparable<WordCount>, Serializable {

    private static final long serialVersionUID = 1L;

    private static final Comparator<WordCount> ORDER =
        Comparator.<WordCount>comparingLong(count -> -count.count)
            .thenComparing(count -> count.word, VocabularyCount::compareCodePoints);

    final String word;
    final long count;

    WordCount(String word, long count) {
      this.word = word;
      this.count = count;
    }

    @Override
    public int compareTo(WordCount other) {
      return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof WordCount that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
      return word.hashCode() * 31 + Long.hashCode(count);
    }
  }

  /** Unlike {@link String#compareTo}, which puts surrogates before U+E000. */
  static int compareCodePoints(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int index = 0; index < length; index++) {
      char left = one.charAt(index);
      char right = other.charAt(index);
      if (left != right) {
        return Character.isSurrogate(left) == Character.isSurrogate(right)
            ? Character.compare(left, right)
            : Boolean.compare(Character.isSurrogate(left), Character.isSurrogate(right));
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
