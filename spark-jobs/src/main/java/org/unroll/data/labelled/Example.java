package org.unroll.data.labelled;

import java.io.Serializable;

/** A prepared example: an {@code int[]}, {@code float[]} or {@code String[]} for each column. */
public final class Example implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Object[] values;

  /**
   * An example.
   *
   * @param values of the columns in the order of the schema
   */
  public Example(Object... values) {
    this.values = values;
  }

  /** The ids in a column. */
  public int[] ints(int column) {
    return (int[]) values[column];
  }

  /** The features in a column. */
  public float[] floats(int column) {
    return (float[]) values[column];
  }

  /** The texts in a column. */
  public String[] strings(int column) {
    return (String[]) values[column];
  }
}
