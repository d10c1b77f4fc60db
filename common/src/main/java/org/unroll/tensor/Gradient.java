package org.unroll.tensor;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.unroll.math.Matrix;

/**
 * The gradient of a loss with respect to {@link Parameters}, laid out alike.
 *
 * <p>A batch uses few rows of an embedding, and only their gradients differ from zero. So the block
 * is described by ranges, in rising order and apart from each other: values outside of them are
 * zero, and an optimiser may pass over them.
 */
public final class Gradient implements AutoCloseable {

  private final Parameters values;
  private int[] starts = new int[1];
  private int[] ends = new int[1];
  private int ranges;

  /** Allocates zeros. */
  public Gradient(TensorLayout layout) {
    this.values = new Parameters(layout);
  }

  public TensorLayout layout() {
    return values.layout();
  }

  /** The whole block; the same direct buffer at each call. Use absolute positions. */
  public FloatBuffer buffer() {
    return values.buffer();
  }

  /** A view of one tensor's gradient, row-major, its first value at index 0. */
  public FloatBuffer view(String name) {
    return values.view(name);
  }

  /** A view of one tensor's gradient as a matrix: its first dimension is the rows. */
  public Matrix matrix(String name) {
    return values.matrix(name);
  }

  /** Copies the block, in layout order. */
  public void copyTo(float[] target) {
    values.copyTo(target);
  }

  /** The number of ranges outside of which all values are zero. */
  public int ranges() {
    return ranges;
  }

  /** Where a range begins in the block. */
  public int start(int range) {
    return starts[range];
  }

  /** Where a range ends in the block, exclusive. */
  public int end(int range) {
    return ends[range];
  }

  /** Forgets the ranges; the next ones describe what the block holds then. */
  public void clearRanges() {
    ranges = 0;
  }

  /** Adds the range from {@code start} to {@code end}, behind those added before. */
  public void addRange(int start, int end) {
    if (ranges > 0 && ends[ranges - 1] == start) {
      ends[ranges - 1] = end;
      return;
    }
    if (ranges == starts.length) {
      starts = Arrays.copyOf(starts, 2 * ranges);
      ends = Arrays.copyOf(ends, 2 * ranges);
    }
    starts[ranges] = start;
    ends[ranges] = end;
    ranges++;
  }

  @Override
  public void close() {
    values.close();
  }
}
