package org.unroll.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * The rules by which subwords are formed (byte-pair encoding, Sennrich et al. 2016): pairs of
 * neighbours that become one. A word is cut into its bytes; then, as long as a rule applies, the
 * first of those that do is applied where it does first.
 *
 * <p>A symbol is the number of a subword: those of the bytes as {@link ByteAlphabet} has them, then
 * what the rules make, in their order. Its spelling is that of its bytes.
 */
public final class Merges implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The symbols that there are before any rule: the bytes. */
  public static final int BYTES = ByteAlphabet.SIZE;

  /** In the place of a symbol that was merged into the one before it. */
  private static final int MERGED = -1;

  /** By rule. */
  private final PairNumbers pairs;

  /** The symbol that each rule makes; two rules may make the same. */
  private final int[] products;

  private final String[] spellings;

  private Merges(PairNumbers pairs, int[] products, String[] spellings) {
    this.pairs = pairs;
    this.products = products;
    this.spellings = spellings;
  }

  /** How many symbols there are. */
  public int symbols() {
    return spellings.length;
  }

  /** How a symbol is spelled. */
  public String spelling(int symbol) {
    return spellings[symbol];
  }

  /** The spellings of all symbols. */
  public List<String> spellings() {
    return List.of(spellings);
  }

  /** The rules, each as the spellings of its two symbols with a space between. */
  List<String> lines() {
    return IntStream.range(0, pairs.size())
        .mapToObj(rule -> spellings[pairs.left(rule)] + " " + spellings[pairs.right(rule)])
        .toList();
  }

  /**
   * The symbols of a word of n bytes, in O(n log n).
   *
   * @param word as it is written, not spelled
   */
  public int[] cut(String word) {
    int[] symbols = ByteAlphabet.symbols(word);
    int[] next = new int[symbols.length];
    int[] previous = new int[symbols.length];
    // A rule in the upper half, where it may apply in the lower one.
    PriorityQueue<Long> candidates = new PriorityQueue<>();
    for (int place = 0; place < symbols.length; place++) {
      next[place] = place + 1;
      previous[place] = place - 1;
      offer(candidates, symbols, place, place + 1);
    }
    int left = symbols.length;
    while (!candidates.isEmpty()) {
      long candidate = candidates.remove();
      int place = (int) candidate;
      int second = next[place];
      if (rule(symbols, place, second) != candidate >>> 32) {
        continue;
      }
      symbols[place] = products[(int) (candidate >>> 32)];
      symbols[second] = MERGED;
      next[place] = next[second];
      if (next[place] < symbols.length) {
        previous[next[place]] = place;
      }
      left--;
      offer(candidates, symbols, previous[place], place);
      offer(candidates, symbols, place, next[place]);
    }
    return compact(symbols, next, left);
  }

  private void offer(PriorityQueue<Long> candidates, int[] symbols, int place, int second) {
    int rule = rule(symbols, place, second);
    if (rule != PairNumbers.NONE) {
      candidates.add((long) rule << 32 | place);
    }
  }

  /** The rule that makes one of the symbols at two places, if there is one. */
  private int rule(int[] symbols, int place, int second) {
    return place < 0 || second >= symbols.length || symbols[place] == MERGED
        ? PairNumbers.NONE
        : pairs.find(symbols[place], symbols[second]);
  }

  private static int[] compact(int[] symbols, int[] next, int count) {
    int[] compact = new int[count];
    int place = 0;
    for (int index = 0; index < count; index++) {
      compact[index] = symbols[place];
      place = next[place];
    }
    return compact;
  }

  /** Collects rules, first to last. */
  static final class Builder {

    private final PairNumbers pairs = new PairNumbers();
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

    /** How many symbols there are. */
    int symbols() {
      return spellings.size();
    }

    /** The symbol that is spelled so. */
    OptionalInt symbol(String spelling) {
      Integer symbol = symbols.get(spelling);
      return symbol == null ? OptionalInt.empty() : OptionalInt.of(symbol);
    }

    /** Adds a rule, unless the pair has one already; the symbol that it makes. */
    int add(int left, int right) {
      int known = pairs.find(left, right);
      if (known != PairNumbers.NONE) {
        return products.get(known);
      }
      int product = symbolOf(spellings.get(left) + spellings.get(right));
      pairs.number(left, right);
      products.add(product);
      return product;
    }

    Merges build() {
      return new Merges(pairs, products.toArray(), spellings.toArray(new String[0]));
    }
  }
}
