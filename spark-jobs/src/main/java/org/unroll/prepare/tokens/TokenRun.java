package org.unroll.prepare.tokens;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.articles.files.WrittenArticles;
import org.unroll.dataset.Split;
import org.unroll.lines.LineTally;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.Merges;

/**
 * A run of tokenised text of one split, small enough to fit in memory: sequences of numbers, which
 * index the run's own list of words. The vocabulary is not known yet when the run is made; counting
 * and mapping then take a lookup for each word of the list, not for each token.
 */
public final class TokenRun implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The number of the end of a line; word w has the number w + 1. */
  static final int END_OF_LINE = 0;

  private final Split split;
  private final Words words;
  private final Sequences sequences;

  /** The tokens of all sequences. */
  private final PackedIds numbers;

  /** The pages that were read for this run. */
  private final PageTally pages;

  /** The file of the articles of all runs of the same part of the dump, if there is one. */
  private @Nullable WrittenArticles articles;

  /** The lines that were read for this run, if it is of a text file. */
  private @Nullable LineTally lines;

  TokenRun(Split split, Words words, Sequences sequences, PackedIds numbers, PageTally pages) {
    this.split = split;
    this.words = words;
    this.sequences = sequences;
    this.numbers = numbers;
    this.pages = pages;
  }

  /** The different words of a run. */
  static final class Words implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String[] spellings;

    /** The number of occurrences of the end of a line, then of each word. */
    private final int[] counts;

    Words(String[] spellings, int[] counts) {
      this.spellings = spellings;
      this.counts = counts;
    }
  }

  /** The sequences of a run, in order: articles, or a piece of a text. */
  static final class Sequences implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The ids of the articles; 0 for text. */
    private final long[] ids;

    /** The number of tokens of each sequence. */
    private final int[] lengths;

    Sequences(long[] ids, int[] lengths) {
      this.ids = ids;
      this.lengths = lengths;
    }
  }

  /** Attaches the file to this run. */
  TokenRun with(@Nullable WrittenArticles written) {
    articles = written;
    return this;
  }

  @Nullable WrittenArticles articles() {
    return articles;
  }

  /** Attaches the tally of the lines that were read for this run and no other. */
  TokenRun with(@Nullable LineTally read) {
    lines = read;
    return this;
  }

  @Nullable LineTally lines() {
    return lines;
  }

  public Split split() {
    return split;
  }

  PageTally pages() {
    return pages;
  }

  /** Returns the number of different words. */
  public int words() {
    return words.spellings.length;
  }

  public String word(int index) {
    return words.spellings[index];
  }

  /** Returns the number of occurrences of a word. */
  public int count(int index) {
    return words.counts[index + 1];
  }

  public int endsOfLines() {
    return words.counts[END_OF_LINE];
  }

  public int sequences() {
    return sequences.ids.length;
  }

  /** Returns the id of the article. */
  public long sequence(int index) {
    return sequences.ids[index];
  }

  /** Returns the number of tokens of a sequence. */
  public int length(int index) {
    return sequences.lengths[index];
  }

  /** Returns the number of tokens of all sequences. */
  public int tokens() {
    return numbers.count();
  }

  /** Returns the ids of all sequences, one after the other. */
  public int[] ids(ToIntFunction<String> vocabulary) {
    int[] idOfNumber = new int[words.spellings.length + 1];
    idOfNumber[END_OF_LINE] = Vocabulary.EOS;
    for (int word = 0; word < words.spellings.length; word++) {
      idOfNumber[word + 1] = vocabulary.applyAsInt(words.spellings[word]);
    }
    int[] ids = new int[numbers.count()];
    numbers.unpack(ids, 0);
    for (int index = 0; index < ids.length; index++) {
      ids[index] = idOfNumber[ids[index]];
    }
    return ids;
  }

  /** Returns the same text with each word cut into subwords. */
  public TokenRun cut(Merges merges) {
    // The number of each symbol in the new run; 0 if it has none yet.
    int[] numberOfSymbol = new int[merges.symbolCount()];
    List<String> subwords = new ArrayList<>();
    int[][] newNumbers = new int[words.spellings.length + 1][];
    newNumbers[END_OF_LINE] = new int[] {END_OF_LINE};
    for (int word = 0; word < words.spellings.length; word++) {
      int[] symbols = merges.encode(words.spellings[word]);
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

  /** Replaces each number by numbers that index other words. */
  private TokenRun renumber(int[][] newNumbers, String[] newWords) {
    int[] newCounts = new int[newWords.length + 1];
    for (int number = 0; number < newNumbers.length; number++) {
      for (int newNumber : newNumbers[number]) {
        newCounts[newNumber] += words.counts[number];
      }
    }
    int[] all = new int[numbers.count()];
    numbers.unpack(all, 0);
    PackedIds.Builder renumbered = new PackedIds.Builder();
    int[] newLengths = new int[sequences.lengths.length];
    int index = 0;
    for (int sequence = 0; sequence < sequences.lengths.length; sequence++) {
      int begin = renumbered.count();
      for (int end = index + sequences.lengths[sequence]; index < end; index++) {
        for (int newNumber : newNumbers[all[index]]) {
          renumbered.add(newNumber);
        }
      }
      newLengths[sequence] = renumbered.count() - begin;
    }
    return new TokenRun(
            split,
            new Words(newWords, newCounts),
            new Sequences(sequences.ids, newLengths),
            renumbered.build(),
            pages)
        .with(articles)
        .with(lines);
  }
}
