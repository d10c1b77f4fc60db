package org.unroll.tensor;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.unroll.math.Matrix;

/**
 * The gradient of a loss with respect to {@link Parameters}, laid out alike.
 *
 * <p>A batch uses few rows of an embedding, and only their gradients differ from zero. So ranges,
 * in rising order and disjoint, tell where the block may differ from zero: an optimiser may skip
 * the values outside of them.
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

  /** The whole block, the same direct buffer at each call. Use absolute positions. */
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

  /** The index in the block where a range begins. */
  public int start(int range) {
    return starts[range];
  }

  /** The index in the block where a range ends, exclusive. */
  public int end(int range) {
    return ends[range];
  }

  /** Removes all ranges. */
  public void clearRanges() {
    ranges = 0;
  }

  /** Adds the range from {@code start} to {@code end}, which must follow those added before. */
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
