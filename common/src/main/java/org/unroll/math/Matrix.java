package org.unroll.math;

import java.nio.FloatBuffer;
import java.util.Locale;

/**
 * A view of a row-major matrix, off the heap or in an array: row r begins at {@code r * stride}.
 *
 * <p>Views are created once, outside the loops, because creating one allocates. Reading and writing
 * use absolute positions and allocate nothing.
 */
public final class Matrix {

  private final FloatBuffer values;
  private final int rows;
  private final int columns;
  private final int stride;

  private Matrix(FloatBuffer values, int rows, int columns, int stride) {
    this.values = values;
    this.rows = rows;
    this.columns = columns;
    this.stride = stride;
  }

  /**
   * Returns the view whose first value has index 0 in {@code values}.
   *
   * @throws IllegalArgumentException if the buffer is too short
   */
  public static Matrix of(FloatBuffer values, int rows, int columns) {
    if (values.capacity() < (long) rows * columns) {
      throw new IllegalArgumentException(
          "expected a buffer of " + (long) rows * columns + " values, found " + values);
    }
    return new Matrix(values, rows, columns, columns);
  }

  /**
   * Returns the view whose first value has index 0 in {@code values}.
   *
   * @throws IllegalArgumentException if the array is too short
   */
  public static Matrix of(float[] values, int rows, int columns) {
    if (values.length < (long) rows * columns) {
      throw new IllegalArgumentException(
          "expected an array of " + (long) rows * columns + " values, found " + values.length);
    }
    return new Matrix(FloatBuffer.wrap(values), rows, columns, columns);
  }

  /** Returns a view of {@code count} rows from {@code first} on. */
  public Matrix rows(int first, int count) {
    return part(first, count, 0, columns);
  }

  /** Returns a view of {@code count} columns from {@code first} on. */
  public Matrix columns(int first, int count) {
    return part(0, rows, first, count);
  }

  private Matrix part(int row, int rowCount, int column, int columnCount) {
    if (row < 0 || row + rowCount > rows || column < 0 || column + columnCount > columns) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "expected a part of a %d x %d matrix, found %d x %d from row %d, column %d",
              rows,
              columns,
              rowCount,
              columnCount,
              row,
              column));
    }
    int from = row * stride + column;
    int size = rowCount == 0 ? 0 : (rowCount - 1) * stride + columnCount;
    return new Matrix(values.slice(from, size), rowCount, columnCount, stride);
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** The number of values from the start of one row to the start of the next. */
  public int stride() {
    return stride;
  }

  /** The memory, with row 0, column 0 at index 0. */
  public FloatBuffer buffer() {
    return values;
  }

  /** Copies {@code count} whole rows to {@code (count, columns)} in {@code target}. */
  public void get(int row, int count, float[] target, int offset) {
    if (stride == columns) {
      values.get(row * stride, target, offset, count * columns);
      return;
    }
    for (int r = 0; r < count; r++) {
      values.get((row + r) * stride, target, offset + r * columns, columns);
    }
  }

  /** Copies {@code (count, columns)} in {@code source} to whole rows. */
  public void put(int row, int count, float[] source, int offset) {
    if (stride == columns) {
      values.put(row * stride, source, offset, count * columns);
      return;
    }
    for (int r = 0; r < count; r++) {
      values.put((row + r) * stride, source, offset + r * columns, columns);
    }
  }

  /** Copies {@code count} values of a row, from {@code column} on. */
  public void getPart(int row, int column, int count, float[] target, int offset) {
    values.get(row * stride + column, target, offset, count);
  }

  /** Replaces {@code count} values of a row, from {@code column} on. */
  public void putPart(int row, int column, int count, float[] source, int offset) {
    values.put(row * stride + column, source, offset, count);
  }

  /** Replaces a row by a row of a matrix with as many columns. */
  public void putRow(int row, Matrix source, int sourceRow) {
    values.put(row * stride, source.values, sourceRow * source.stride, columns);
  }

  /** Zeroes one row. */
  public void clearRow(int row) {
    for (int i = row * stride; i < row * stride + columns; i++) {
      values.put(i, 0);
    }
  }

  /** Replaces each of the first {@code count} rows by {@code source}, from {@code offset} on. */
  public void fillRows(int count, float[] source, int offset) {
    for (int r = 0; r < count; r++) {
      values.put(r * stride, source, offset, columns);
    }
  }
}
