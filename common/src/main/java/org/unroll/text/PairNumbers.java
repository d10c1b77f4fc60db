package org.unroll.text;

import java.io.Serializable;
import java.util.Arrays;

/** Pairs of symbols, numbered from 0 in the order in which they came. */
final class PairNumbers implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The number of a pair that is not there. */
  static final int NONE = -1;

  /** A pair's number + 1 in the first free slot from its own on; 0 where a slot is free. */
  private int[] slots = new int[1 << 10];

  /** By number, the left symbol in the upper half. */
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

  /** The pair as one number: sorted by the left symbol, then by the right one. */
  long key(int number) {
    return pairs[number];
  }

  /** The pair's number, or {@link #NONE}. */
  int find(int left, int right) {
    return slots[slot(key(left, right))] - 1;
  }

  /** The pair's number; if it has none, the next. */
  int number(int left, int right) {
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

  /** The slot that holds {@code key}, or the free one where it belongs. */
  private int slot(long key) {
    int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & (slots.length - 1);
    while (slots[slot] != 0 && pairs[slots[slot] - 1] != key) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  /** Half of the slots stay free. */
  private void grow() {
    pairs = Arrays.copyOf(pairs, 2 * size);
    slots = new int[4 * size];
    for (int number = 0; number < size; number++) {
      slots[slot(pairs[number])] = number + 1;
    }
  }
}
