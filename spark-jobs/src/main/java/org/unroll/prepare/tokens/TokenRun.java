package org.unroll.prepare.tokens;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.articles.files.WrittenArticles;
import org.unroll.dataset.Split;
import org.unroll.text.Merges;
import org.unroll.text.Vocabulary;

/**
 * A stretch of tokenised text of one split, small enough to be held in memory: its sequences as
 * numbers into the run's own list of words. The vocabulary is not known yet when it is made;
 * counting and mapping then cost a look-up for each word of the list, not for each token.
 */
public final class TokenRun implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The number of the end of a line; word w has the number w + 1. */
  static final int END_OF_LINE = 0;

  private final Split split;
  private final String[] words;

  /** How often the end of a line, then each word, occurs. */
  private final int[] counts;

  /** The articles, in order; for text files, which are one sequence, the one number 0. */
  private final long[] sequences;

  /** Tokens of each sequence. */
  private final int[] lengths;

  private final PackedIds numbers;

  /** The pages that were read while it was made. */
  private final PageTally pages;

  /** The file of the articles of all runs of its part of the dump, if there is one. */
  private @Nullable WrittenArticles articles;

  TokenRun(
      Split split,
      String[] words,
      int[] counts,
      long[] sequences,
      int[] lengths,
      PackedIds numbers,
      PageTally pages) {
    this.split = split;
    this.words = words;
    this.counts = counts;
    this.sequences = sequences;
    this.lengths = lengths;
    this.numbers = numbers;
    this.pages = pages;
  }

  /** Lets this run tell of the file. */
  TokenRun with(@Nullable WrittenArticles written) {
    articles = written;
    return this;
  }

  @Nullable WrittenArticles articles() {
    return articles;
  }

  public Split split() {
    return split;
  }

  PageTally pages() {
    return pages;
  }

  /** Different words. */
  public int words() {
    return words.length;
  }

  public String word(int index) {
    return words[index];
  }

  /** How often the word occurs. */
  public int count(int index) {
    return counts[index + 1];
  }

  public int endsOfLines() {
    return counts[END_OF_LINE];
  }

  public int sequences() {
    return sequences.length;
  }

  /** The article's id. */
  public long sequence(int index) {
    return sequences[index];
  }

  /** Tokens of the sequence. */
  public int length(int index) {
    return lengths[index];
  }

  /** Tokens of all sequences. */
  public int tokens() {
    return numbers.count();
  }

  /** The ids of all sequences, one after the other. */
  public int[] ids(ToIntFunction<String> vocabulary) {
    int[] idOfNumber = new int[words.length + 1];
    idOfNumber[END_OF_LINE] = Vocabulary.EOS;
    for (int word = 0; word < words.length; word++) {
      idOfNumber[word + 1] = vocabulary.applyAsInt(words[word]);
    }
    int[] ids = new int[numbers.count()];
    numbers.unpack(ids, 0);
    for (int index = 0; index < ids.length; index++) {
      ids[index] = idOfNumber[ids[index]];
    }
    return ids;
  }

  /** The same text, in which each word is cut into subwords. */
  public TokenRun cut(Merges merges) {
    // Of each symbol, its number in the new run; 0 if it has none yet.
    int[] numberOfSymbol = new int[merges.symbols()];
    List<String> subwords = new ArrayList<>();
    int[][] newNumbers = new int[words.length + 1][];
    newNumbers[END_OF_LINE] = new int[] {END_OF_LINE};
    for (int word = 0; word < words.length; word++) {
      int[] symbols = merges.cut(words[word]);
      for (int index = 0; index < symbols.length; index++) {
        int symbol = symbols[index];
        if (numberOfSymbol[symbol] == 0) {
          subwords.add(merges.spelling(symbol));
          numberOfSymbol[symbol] = subwords.size();
        }
        symbols[index] = numberOfSymbol[symbol];
      }
      newNumbers[word + 1] = symbols;
    }
    return renumber(newNumbers, subwords.toArray(new String[0]));
  }

  /** The run with some numbers in place of each, which stand for other words. */
  private TokenRun renumber(int[][] newNumbers, String[] newWords) {
    int[] newCounts = new int[newWords.length + 1];
    for (int number = 0; number < newNumbers.length; number++) {
      for (int newNumber : newNumbers[number]) {
        newCounts[newNumber] += counts[number];
      }
    }
    int[] all = new int[numbers.count()];
    numbers.unpack(all, 0);
    PackedIds.Builder renumbered = new PackedIds.Builder();
    int[] newLengths = new int[lengths.length];
    int index = 0;
    for (int sequence = 0; sequence < lengths.length; sequence++) {
      int begin = renumbered.count();
      for (int end = index + lengths[sequence]; index < end; index++) {
        for (int newNumber : newNumbers[all[index]]) {
          renumbered.add(newNumber);
        }
      }
      newLengths[sequence] = renumbered.count() - begin;
    }
    return new TokenRun(
            split, newWords, newCounts, sequences, newLengths, renumbered.build(), pages)
        .with(articles);
  }
}
