package org.unroll.nn;

import java.util.Arrays;

/**
 * The lengths of the sequences of a batch: of its T steps, a sequence has the first ones, and the
 * others are padding.
 */
public final class SequenceLengths {

  private final int timeSteps;
  private final int[] lengths; // (B)
  private int steps;

  /**
   * The lengths of sequences that have all steps.
   *
   * @param timeSteps T
   * @param batchSize B
   */
  public SequenceLengths(int timeSteps, int batchSize) {
    this.timeSteps = timeSteps;
    this.lengths = new int[batchSize];
    setFull();
  }

  /** Gives all sequences T steps. */
  public void setFull() {
    Arrays.fill(lengths, timeSteps);
    steps = timeSteps;
  }

  /**
   * Replaces the lengths.
   *
   * @param values (B), each from 0 to T
   * @throws IllegalArgumentException if one of them is not, or there are not B of them
   */
  public void set(int[] values) {
    if (values.length != lengths.length) {
      throw new IllegalArgumentException(
          "expected the lengths of " + lengths.length + " sequences, found " + values.length);
    }
    int longest = 1;
    for (int b = 0; b < values.length; b++) {
      if (values[b] < 0 || values[b] > timeSteps) {
        throw new IllegalArgumentException(
            "expected lengths from 0 to " + timeSteps + ", found " + values[b] + " at " + b);
      }
      longest = Math.max(longest, values[b]);
    }
    System.arraycopy(values, 0, lengths, 0, values.length);
    steps = longest;
  }

  /** The length of a sequence, from 0 to T. */
  public int of(int sequence) {
    return lengths[sequence];
  }

  /** The steps that a layer takes: the length of the longest sequence, and at least 1. */
  public int steps() {
    return steps;
  }
}
