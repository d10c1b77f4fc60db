package org.unroll.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The left side as the transpose of a matrix, (K, M): packed into tiles of (K, {@link
 * RegisterBlocks#ROWS}), the last one filled with zeros.
 */
final class LeftColumns implements LeftSide {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int COUNT = RegisterBlocks.ROWS;

  /** What whole vectors copy where {@link #COUNT} values are meant; the rest is overwritten. */
  private static final int COPIED = RegisterBlocks.padded(COUNT);

  // Tiles one behind the other, each with room for what a copy takes too much.
  private final float[] tiles = new float[ROWS / COUNT * (COUNT * INNER + COPIED)];
  private final float[] scratch = new float[ROWS + COPIED];
  private int depth;

  @Override
  public void load(Matrix matrix, int m, int height, int k, int depth) {
    this.depth = depth;
    int whole = height / COUNT * COUNT;
    for (int i = 0; i < depth; i++) {
      float[] source = scratch;
      int from = 0;
      if (matrix.buffer().hasArray()) {
        source = matrix.buffer().array();
        from = matrix.buffer().arrayOffset() + (k + i) * matrix.stride() + m;
      } else {
        matrix.getPart(k + i, m, height, scratch, 0);
      }
      for (int row = 0; row < whole; row += COUNT) {
        copy(source, from + row, tile(row) + i * COUNT);
      }
      if (whole < height) {
        int offset = tile(whole) + i * COUNT;
        System.arraycopy(source, from + whole, tiles, offset, height - whole);
        Arrays.fill(tiles, offset + height - whole, offset + COUNT, 0);
      }
    }
  }

  private int tile(int row) {
    return row / COUNT * (COUNT * depth + COPIED);
  }

  private void copy(float[] source, int from, int to) {
    if (from + COPIED > source.length) {
      System.arraycopy(source, from, tiles, to, COUNT);
      return;
    }
    for (int j = 0; j < COPIED; j += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, source, from + j).intoArray(tiles, to + j);
    }
  }

  @Override
  public int tileRows(int left) {
    return COUNT;
  }

  @Override
  public void addTile(
      int row,
      int rows,
      int width,
      float[] panels,
      int offset,
      float[] c,
      int cOffset,
      int cStride) {
    ColumnBlocks.multiplyAdd(width, tiles, tile(row), panels, offset, depth, c, cOffset, cStride);
  }
}
