package org.unroll.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Strings in order, so that those with a common beginning stand together. */
final class PrefixIndex {

  /** A string with its id. */
  private record Entry(String folded, int id) {}

  private final String[] folded; // in order
  private final int[] ids; // likewise

  private PrefixIndex(List<Entry> entries) {
    entries.sort(Comparator.comparing(Entry::folded).thenComparingInt(Entry::id));
    folded = new String[entries.size()];
    ids = new int[entries.size()];
    for (int i = 0; i < ids.length; i++) {
      folded[i] = entries.get(i).folded();
      ids[i] = entries.get(i).id();
    }
  }

  /** Collects strings. */
  static final class Builder {

    private final List<Entry> entries = new ArrayList<>();

    void add(String string, int id) {
      entries.add(new Entry(Folding.fold(string), id));
    }

    PrefixIndex build() {
      return new PrefixIndex(entries);
    }
  }

  /** Some neighbours in the order: from {@code from} to before {@code to}. */
  record Range(int from, int to) {}

  /** The strings that begin with one that is folded. */
  Range startingWith(String prefix) {
    int from = first(prefix);
    int to = prefix.isEmpty() ? ids.length : first(after(prefix));
    return new Range(from, Math.max(from, to));
  }

  /** The strings that are one that is folded. */
  Range equalTo(String string) {
    int from = first(string);
    int to = from;
    while (to < ids.length && folded[to].equals(string)) {
      to++;
    }
    return new Range(from, to);
  }

  /** The least string above all that begin with {@code prefix}, in the order of UTF-16. */
  private static String after(String prefix) {
    int last = prefix.length() - 1;
    while (last >= 0 && prefix.charAt(last) == Character.MAX_VALUE) {
      last--;
    }
    return last < 0
        ? Character.toString(Character.MAX_VALUE).repeat(prefix.length() + 1)
        : prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
  }

  private int first(String string) {
    int low = 0;
    int high = ids.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (folded[middle].compareTo(string) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int id(int place) {
    return ids[place];
  }

  String folded(int place) {
    return folded[place];
  }

  int size() {
    return ids.length;
  }
}
