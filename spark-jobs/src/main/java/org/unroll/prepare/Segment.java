package org.unroll.prepare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.dataset.Split;
import org.unroll.dump.PageTally;
import org.unroll.extract.WrittenArticles;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.Merges;

/**
 * A stretch of tokenised text of one split, small enough to be held in memory: its sequences as
 * numbers into the segment's own list of words. The vocabulary is not known yet when it is made;
 * counting and mapping then cost a look-up for each word of the list, not for each token.
 */
final class Segment implements Serializable {

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

  /** The file of the articles of all segments of its part of the dump, if there is one. */
  private @Nullable WrittenArticles articles;

  Segment(
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

  /** Lets this segment tell of the file. */
  Segment with(@Nullable WrittenArticles written) {
    articles = written;
    return this;
  }

  @Nullable WrittenArticles articles() {
    return articles;
  }

  Split split() {
    return split;
  }

  PageTally pages() {
    return pages;
  }

  /** Different words. */
  int words() {
    return words.length;
  }

  String word(int index) {
    return words[index];
  }

  /** How often the word occurs. */
  int count(int index) {
    return counts[index + 1];
  }

  int endsOfLines() {
    return counts[END_OF_LINE];
  }

  int sequences() {
    return sequences.length;
  }

  /** The article's id. */
  long sequence(int index) {
    return sequences[index];
  }

  /** Tokens of the sequence. */
  int length(int index) {
    return lengths[index];
  }

  /** Tokens of all sequences. */
  int tokens() {
    return numbers.count();
  }

  /** The ids of all sequences, one after the other. */
  int[] ids(VocabularyLookup vocabulary) {
    int[] idOfNumber = new int[words.length + 1];
    idOfNumber[END_OF_LINE] = Vocabulary.EOS;
    for (int word = 0; word < words.length; word++) {
      idOfNumber[word + 1] = vocabulary.id(words[word]);
    }
    int[] ids = new int[numbers.count()];
    numbers.unpack(ids, 0);
    for (int index = 0; index < ids.length; index++) {
      ids[index] = idOfNumber[ids[index]];
    }
    return ids;
  }

  /** The same text, in which each word is cut into subwords. */
  Segment cut(Merges merges) {
    // Of each symbol, its number in the new segment; 0 if it has none yet.
    int[] numberOfSymbol = new int[merges.symbolCount()];
    List<String> subwords = new ArrayList<>();
    int[][] newNumbers = new int[words.length + 1][];
    newNumbers[END_OF_LINE] = new int[] {END_OF_LINE};
    for (int word = 0; word < words.length; word++) {
      int[] symbols = merges.encode(words[word]);
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

  /** The segment with some numbers in place of each, which stand for other words. */
  private Segment renumber(int[][] newNumbers, String[] newWords) {
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
    return new Segment(split, newWords, newCounts, sequences, newLengths, renumbered.build(), pages)
        .with(articles);
  }
}
