package org.unroll.wiki.markup;

import java.util.Arrays;

/**
 * A growing array of characters that charges what it copies to a {@link StepBudget}. Unlike {@link
 * StringBuilder} it lets scanners read the array itself.
 */
public final class TextBuffer {

  private final StepBudget budget;
  private char[] array;
  private int length;

  public TextBuffer(int capacity, StepBudget budget) {
    this.budget = budget;
    array = new char[Math.max(16, capacity)];
  }

  /** Returns the array, valid in {@code [0, length())} until more characters are appended. */
  public char[] array() {
    return array;
  }

  public int length() {
    return length;
  }

  public char charAt(int index) {
    return array[index];
  }

  public void set(int index, char c) {
    array[index] = c;
  }

  public void append(char c) {
    reserve(1);
    array[length++] = c;
  }

  public void append(char[] source, int from, int to) {
    int count = to - from;
    budget.spend(count);
    reserve(count);
    System.arraycopy(source, from, array, length, count);
    length += count;
  }

  public void append(String text) {
    int count = text.length();
    budget.spend(count);
    reserve(count);
    text.getChars(0, count, array, length);
    length += count;
  }

  /** Removes {@code [from, to)} and closes the gap. */
  public void remove(int from, int to) {
    budget.spend(length - to);
    System.arraycopy(array, to, array, from, length - to);
    length -= to - from;
  }

  /** Replaces {@code [from, to)} by {@link Markers#DROPPED} and characters without meaning. */
  public void drop(int from, int to) {
    Arrays.fill(array, from, to, Markers.QUIET);
    array[from] = Markers.DROPPED;
    budget.spend(to - from);
  }

  /** Returns the end of the line that {@code from} is on. */
  public int lineEnd(int from) {
    int i = from;
    while (i < length && array[i] != '\n' && array[i] != Markers.BREAK) {
      i++;
    }
    budget.spend(i - from);
    return i;
  }

  /** Drops the characters from {@code newLength} on. */
  public void truncate(int newLength) {
    length = newLength;
  }

  public String substring(int from, int to) {
    budget.spend(to - from);
    return new String(array, from, to - from);
  }

  private void reserve(int count) {
    if (array.length - length < count) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, length + count));
    }
  }
}
