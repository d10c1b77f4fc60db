package org.unroll.text.bpe;

import java.io.Serializable;
import java.util.Arrays;

/** A hash table of pairs of symbols, numbered from 0 in the order in which they were added. */
final class PairTable implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The number returned for a pair that is not in the table. */
  static final int NONE = -1;

  /** The number + 1 of the pair in each slot (open addressing, linear probing); 0 if free. */
  private int[] slots = new int[1 << 10];

  /** The pairs by number, the left symbol in the upper half. */
  private long[] pairs = new long[1 << 9];

  private int size;

  int size() {
    return size;
  }

  int left(int number) {
    return (int) (pairs[number] >>> 32);
  }

  int right(int number) {
    return (int) pairs[number];
  }

  /** Returns a key that orders pairs by their left symbol, then by their right one. */
  long key(int number) {
    return pairs[number];
  }

  /** Returns the number of a pair, or {@link #NONE}. */
  int find(int left, int right) {
    return slots[slot(key(left, right))] - 1;
  }

  /** Adds a pair, unless it is in the table already; returns its number. */
  int add(int left, int right) {
    long key = key(left, right);
    int slot = slot(key);
    if (slots[slot] == 0) {
      if (size == pairs.length) {
        grow();
        slot = slot(key);
      }
      pairs[size++] = key;
      slots[slot] = size;
    }
    return slots[slot] - 1;
  }

  private static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  /** Returns the slot that holds {@code key}, or the free slot where it belongs. */
  private int slot(long key) {
    int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & (slots.length - 1);
    while (slots[slot] != 0 && pairs[slots[slot] - 1] != key) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  /** Doubles the table. At least half of the slots stay free. */
  private void grow() {
    pairs = Arrays.copyOf(pairs, 2 * size);
    slots = new int[4 * size];
    for (int number = 0; number < size; number++) {
      slots[slot(pairs[number])] = number + 1;
    }
  }
}
