package org.unroll.text.bpe;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * The merges of byte-pair encoding (Sennrich et al. 2016): pairs of adjacent symbols that become
 * one, in order of priority. A word is first cut into its bytes; then, as long as any merge
 * applies, the first of those that do is applied at the first position where it does.
 *
 * <p>A symbol is the number of a subword: first those of the bytes, numbered by {@link
 * ByteAlphabet}, then the products of the merges in their order. Its spelling is that of its bytes.
 */
public final class Merges implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The number of symbols before any merge: one for each byte. */
  public static final int BYTES = ByteAlphabet.SIZE;

  /** Replaces a symbol that was merged into the one before it. */
  private static final int MERGED = -1;

  /** The pair of each merge, by its index. */
  private final PairTable pairs;

  /** The symbol that each merge produces; several merges may produce the same one. */
  private final int[] products;

  private final String[] spellings;

  private Merges(PairTable pairs, int[] products, String[] spellings) {
    this.pairs = pairs;
    this.products = products;
    this.spellings = spellings;
  }

  /** Returns the number of symbols. */
  public int symbolCount() {
    return spellings.length;
  }

  /** Returns the spelling of a symbol. */
  public String spelling(int symbol) {
    return spellings[symbol];
  }

  /** Returns the spellings of all symbols. */
  public List<String> spellings() {
    return List.of(spellings);
  }

  /** Returns the merges, each as the spellings of its two symbols separated by a space. */
  List<String> lines() {
    return IntStream.range(0, pairs.size())
        .mapToObj(merge -> spellings[pairs.left(merge)] + " " + spellings[pairs.right(merge)])
        .toList();
  }

  /**
   * Encodes a word of n bytes in O(n log n).
   *
   * @param word the word as written, not as spelled in bytes
   * @return its symbols
   */
  public int[] encode(String word) {
    int[] symbols = ByteAlphabet.symbols(word);
    int[] next = new int[symbols.length];
    int[] previous = new int[symbols.length];
    // The index of a merge in the upper half, the position where it may apply in the lower one.
    PriorityQueue<Long> candidates = new PriorityQueue<>();
    for (int position = 0; position < symbols.length; position++) {
      next[position] = position + 1;
      previous[position] = position - 1;
      offer(candidates, symbols, position, position + 1);
    }
    int left = symbols.length;
    while (!candidates.isEmpty()) {
      long candidate = candidates.remove();
      int position = (int) candidate;
      int second = next[position];
      if (merge(symbols, position, second) != candidate >>> 32) {
        continue;
      }
      symbols[position] = products[(int) (candidate >>> 32)];
      symbols[second] = MERGED;
      next[position] = next[second];
      if (next[position] < symbols.length) {
        previous[next[position]] = position;
      }
      left--;
      offer(candidates, symbols, previous[position], position);
      offer(candidates, symbols, position, next[position]);
    }
    return compact(symbols, next, left);
  }

  private void offer(PriorityQueue<Long> candidates, int[] symbols, int position, int second) {
    int merge = merge(symbols, position, second);
    if (merge != PairTable.NONE) {
      candidates.add((long) merge << 32 | position);
    }
  }

  /** Returns the merge of the symbols at two positions, or {@link PairTable#NONE}. */
  private int merge(int[] symbols, int position, int second) {
    return position < 0 || second >= symbols.length || symbols[position] == MERGED
        ? PairTable.NONE
        : pairs.find(symbols[position], symbols[second]);
  }

  private static int[] compact(int[] symbols, int[] next, int count) {
    int[] compact = new int[count];
    int position = 0;
    for (int index = 0; index < count; index++) {
      compact[index] = symbols[position];
      position = next[position];
    }
    return compact;
  }

  /** A builder that takes merges in their order. */
  static final class Builder {

    private final PairTable pairs = new PairTable();
    private final IntList products = new IntList();
    private final List<String> spellings = new ArrayList<>();
    private final Map<String, Integer> symbols = new HashMap<>();

    Builder() {
      ByteAlphabet.spellings().forEach(this::symbolOf);
    }

    private int symbolOf(String spelling) {
      Integer known = symbols.putIfAbsent(spelling, spellings.size());
      if (known != null) {
        return known;
      }
      spellings.add(spelling);
      return spellings.size() - 1;
    }

    /** Returns the number of symbols. */
    int symbolCount() {
      return spellings.size();
    }

    /** Returns the symbol with a spelling. */
    OptionalInt symbol(String spelling) {
      Integer symbol = symbols.get(spelling);
      return symbol == null ? OptionalInt.empty() : OptionalInt.of(symbol);
    }

    /** Adds a merge, unless the pair has one already; returns the symbol it produces. */
    int add(int left, int right) {
      int known = pairs.find(left, right);
      if (known != PairTable.NONE) {
        return products.get(known);
      }
      int product = symbolOf(spellings.get(left) + spellings.get(right));
      pairs.add(left, right);
      products.add(product);
      return product;
    }

    Merges build() {
      return new Merges(pairs, products.toArray(), spellings.toArray(new String[0]));
    }
  }
}
