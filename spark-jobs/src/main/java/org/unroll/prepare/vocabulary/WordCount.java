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
 * A word with the number of its occurrences. More frequent words come first; ties are ordered by
 * code points.
 */
public final class WordCount implements Comparable<WordCount>, Serializable {

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

  /** Counts the words of the training split. */
  public static JavaPairRDD<String, Long> inTraining(JavaRDD<TokenRun> runs) {
    return runs.filter(run -> run.split() == Split.TRAIN)
        .flatMapToPair(
            run ->
                IntStream.range(0, run.words())
                    .mapToObj(word -> new Tuple2<>(run.word(word), (long) run.count(word)))
                    .iterator())
        .reduceByKey(Long::sum);
  }

  /** Sorts counts; their order does not depend on how they are spread. */
  public static JavaRDD<WordCount> mostFrequentFirst(JavaPairRDD<String, Long> counts) {
    return counts
        .mapToPair(count -> new Tuple2<>(new WordCount(count._1(), count._2()), true))
        .sortByKey()
        .keys();
  }

  public String word() {
    return word;
  }

  public long count() {
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

  /**
   * Compares by code points, unlike {@link String#compareTo}, which puts surrogates before U+E000.
   */
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
