package org.unroll.wiki.markup;

import java.util.Arrays;

/**
 * Characters in an array that grows. Unlike {@link StringBuilder} it lets a scanner look at the
 * array itself: the inner loops read {@link #array} up to {@link #length}.
 */
public final class TextBuffer {

  private char[] array;
  private int length;
  private final StepBudget work;

  public TextBuffer(int capacity, StepBudget work) {
    this.work = work;
    array = new char[Math.max(16, capacity)];
  }

  /** The characters, in {@code [0, length())}; another array after characters were appended. */
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
    work.add(count);
    reserve(count);
    System.arraycopy(source, from, array, length, count);
    length += count;
  }

  public void append(String text) {
    int count = text.length();
    work.add(count);
    reserve(count);
    text.getChars(0, count, array, length);
    length += count;
  }

  /** Forgets what stands in {@code [from, to)} and closes the gap. */
  public void remove(int from, int to) {
    work.add(length - to);
    System.arraycopy(array, to, array, from, length - to);
    length -= to - from;
  }

  public void truncate(int newLength) {
    length = newLength;
  }

  public String substring(int from, int to) {
    work.add(to - from);
    return new String(array, from, to - from);
  }

  private void reserve(int count) {
    if (array.length - length < count) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, length + count));
    }
  }
}
