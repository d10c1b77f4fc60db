package org.unroll.nn.input;

import java.util.BitSet;
import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;

/**
 * A table with a row for each id. A row is the product of the id's one-hot vector and the table.
 *
 * <p>Only the rows of a batch's ids have a gradient that is not zero, so only they are written and
 * named in the {@link Gradient}'s ranges.
 */
public final class Embedding implements TokenInput {

  private final Matrix table; // (V, E)
  private final Matrix dTable; // (V, E)
  private final int offset;
  private final BitSet used; // rows of dTable that may differ from zero
  private final float[] row; // (E)
  private final float[] sum; // (E)

  /** Makes an embedding of the tensor {@code name}. */
  public Embedding(Parameters parameters, Gradient gradient, String name) {
    this.table = parameters.matrix(name);
    this.dTable = gradient.matrix(name);
    this.offset = parameters.layout().slot(name).offset();
    this.used = new BitSet(table.rows());
    this.row = new float[table.columns()];
    this.sum = new float[table.columns()];
  }

  /** Copies the row of each id to {@code output}, (N, E). */
  @Override
  public void forward(int count, int[] ids, Matrix output) {
    for (int i = 0; i < count; i++) {
      output.putRow(i, table, ids[i]);
    }
  }

  /** Zeroes the rows that the batch before used. */
  @Override
  public void clearGradient() {
    for (int id = used.nextSetBit(0); id >= 0; id = used.nextSetBit(id + 1)) {
      dTable.clearRow(id);
    }
    used.clear();
  }

  /** Adds the rows of {@code dOutput}, (N, E), to the gradients of their ids' rows. */
  @Override
  public void backward(int count, int[] ids, Matrix dOutput) {
    for (int i = 0; i < count; i++) {
      dTable.get(ids[i], 1, sum, 0);
      dOutput.get(i, 1, row, 0);
      VectorMath.axpy(1, row, 0, sum, 0, row.length);
      dTable.put(ids[i], 1, sum, 0);
      used.set(ids[i]);
    }
  }

  /** Adds the rows that the batch used to the ranges of {@code gradient}. */
  @Override
  public void addRanges(Gradient gradient) {
    int width = table.columns();
    for (int id = used.nextSetBit(0); id >= 0; id = used.nextSetBit(id + 1)) {
      gradient.addRange(offset + id * width, offset + (id + 1) * width);
    }
  }
}
