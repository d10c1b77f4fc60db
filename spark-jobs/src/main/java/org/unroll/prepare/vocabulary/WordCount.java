package org.unroll.prepare.vocabulary;

import java.io.Serializable;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.dataset.Split;
import org.unroll.prepare.tokens.TokenRun;
import scala.Tuple2;

/**
 * How often a word occurs; in order, more frequent words come first, then those of less code
 * points.
 */
final class WordCount implements Comparable<WordCount>, Serializable {

  private static final long serialVersionUID = 1L;

  private static final Comparator<WordCount> ORDER =
      Comparator.<WordCount>comparingLong(count -> -count.count)
          .thenComparing(count -> count.word, WordCount::compareCodePoints);

  private final String word;
  private final long count;

  WordCount(String word, long count) {
    this.word = word;
    this.count = count;
  }

  /** How often each word of the training split occurs. */
  static JavaPairRDD<String, Long> inTraining(JavaRDD<TokenRun> segments) {
    return segments
        .filter(segment -> segment.split() == Split.TRAIN)
        .flatMapToPair(
            segment ->
                IntStream.range(0, segment.words())
                    .mapToObj(word -> new Tuple2<>(segment.word(word), (long) segment.count(word)))
                    .iterator())
        .reduceByKey(Long::sum);
  }

  /** Counts in their order, which does not depend on how they are spread. */
  static JavaRDD<WordCount> mostFrequentFirst(JavaPairRDD<String, Long> counts) {
    return counts
        .mapToPair(count -> new Tuple2<>(new WordCount(count._1(), count._2()), true))
        .sortByKey()
        .keys();
  }

  String word() {
    return word;
  }

  long count() {
    return count;
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

  /** Unlike {@link String#compareTo}, which puts surrogates before U+E000. */
  private static int compareCodePoints(String one, String other) {
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
