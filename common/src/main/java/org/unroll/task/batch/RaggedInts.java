package org.unroll.task.batch;

import java.io.Serializable;
import java.util.Arrays;

/** Rows of whole numbers of different lengths, one after the other in one array. */
public final class RaggedInts implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int[] offsets; // (N + 1)
  private final int[] values; // (offsets[N])

  private RaggedInts(int[] offsets, int[] values) {
    this.offsets = offsets;
    this.values = values;
  }

  /** The number of rows, N. */
  public int size() {
    return offsets.length - 1;
  }

  /** The number of values of a row. */
  public int length(int row) {
    return offsets[row + 1] - offsets[row];
  }

  /** A value of a row. */
  public int get(int row, int index) {
    return values[offsets[row] + index];
  }

  /** A copy of a row. */
  public int[] row(int row) {
    return Arrays.copyOfRange(values, offsets[row], offsets[row + 1]);
  }

  /** The lengths of all rows, (N). */
  public int[] lengths() {
    int[] lengths = new int[size()];
    Arrays.setAll(lengths, this::length);
    return lengths;
  }

  /** A builder that takes one row after the other. */
  public static final class Builder {

    private int[] offsets = new int[16];
    private int[] values = new int[256];
    private int rows;

    /** Adds a row. */
    public Builder add(int... row) {
      int end = Math.addExact(offsets[rows], row.length);
      if (end > values.length) {
        values = Arrays.copyOf(values, Math.max(end, values.length + values.length / 2));
      }
      System.arraycopy(row, 0, values, offsets[rows], row.length);
      rows++;
      if (rows == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * rows);
      }
      offsets[rows] = end;
      return this;
    }

    /** The rows added so far. */
    public RaggedInts build() {
      return new RaggedInts(Arrays.copyOf(offsets, rows + 1), Arrays.copyOf(values, offsets[rows]));
    }
  }
}
