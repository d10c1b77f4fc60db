package org.unroll.prepare.tokens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.dataset.Split;
import org.unroll.text.Tokenizer;

/** A builder of runs from lines of text. */
final class TokenRunBuilder {

  /** A run ends with the sequence that exceeds either bound. */
  private static final int MAX_WORDS = 1 << 18;

  private static final int MAX_BYTES = 1 << 23;

  private final Split split;
  private final Tokenizer tokenizer;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private int[] counts = new int[1024];
  private long[] sequences = new long[64];
  private int[] lengths = new int[64];
  private int sequence;
  private int begun;
  private PackedIds.Builder ids = new PackedIds.Builder();

  TokenRunBuilder(Split split, Tokenizer tokenizer) {
    this.split = split;
    this.tokenizer = tokenizer;
  }

  /** Adds the tokens of a line. */
  void addLine(String line) {
    tokenizer.tokenize(line, this::addWord);
  }

  /** Adds an end of line. */
  void addEndOfLine() {
    addNumber(TokenRun.END_OF_LINE);
  }

  /** Returns the number of tokens since the end of the last sequence. */
  int pending() {
    return ids.count() - begun;
  }

  /** Ends the sequence of the tokens added since the last one. */
  void endSequence(long id) {
    if (sequence == sequences.length) {
      sequences = Arrays.copyOf(sequences, sequence * 2);
      lengths = Arrays.copyOf(lengths, sequence * 2);
    }
    sequences[sequence] = id;
    lengths[sequence] = pending();
    sequence++;
    begun = ids.count();
  }

  /** Whether the run should be taken before more tokens are added. */
  boolean isFull() {
    return words.size() > MAX_WORDS || ids.size() > MAX_BYTES;
  }

  /** Whether the run has no sequence. */
  boolean isEmpty() {
    return sequence == 0;
  }

  /**
   * Returns the run of all sequences and starts the next one.
   *
   * @param pages the pages read for this run that no other run counts
   */
  TokenRun take(PageTally pages) {
    TokenRun run =
        new TokenRun(
            split,
            new TokenRun.Words(
                words.toArray(new String[0]), Arrays.copyOf(counts, words.size() + 1)),
            new TokenRun.Sequences(
                Arrays.copyOf(sequences, sequence), Arrays.copyOf(lengths, sequence)),
            ids.build(),
            pages);
    numbers.clear();
    words.clear();
    Arrays.fill(counts, 0);
    sequence = 0;
    begun = 0;
    ids = new PackedIds.Builder();
    return run;
  }

  private void addWord(String word) {
    Integer known = numbers.get(word);
    if (known != null) {
      addNumber(known);
      return;
    }
    words.add(word);
    numbers.put(word, words.size());
    if (words.size() == counts.length) {
      counts = Arrays.copyOf(counts, counts.length * 2);
    }
    addNumber(words.size());
  }

  private void addNumber(int number) {
    counts[number]++;
    ids.add(number);
  }
}
