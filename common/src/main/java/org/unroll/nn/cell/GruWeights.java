package org.unroll.nn.cell;

import org.jspecify.annotations.Nullable;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.PackedWeights;
import org.unroll.tensor.LinearWeights;

/**
 * The recurrent weights of a gated recurrent unit, those of the gates r and z apart from those of
 * the candidate n, since the reset gate stands between the two.
 */
final class GruWeights implements AutoCloseable {

  private final LinearWeights all;
  private final Matrix dGates;
  private final Matrix dCandidate;
  private @Nullable Matrix lastPre; // (T * B, 3 * H)
  private @Nullable Matrix dGatePre; // (T * B, 2 * H), its part for r and z
  private final PackedWeights gateProduct; // forward h' (W_hr, W_hz)^T, backward (dr, dz) (..)
  private final PackedWeights candidateProduct; // forward x W_hn^T, backward dn W_hn

  GruWeights(CellShape shape, LinearWeights all) {
    int units = shape.units();
    this.all = all;
    this.dGates = all.dWeight().rows(0, 2 * units);
    this.dCandidate = all.dWeight().rows(2 * units, units);
    this.gateProduct = new PackedWeights(all.weight().rows(0, 2 * units), shape.batchSize());
    this.candidateProduct =
        new PackedWeights(all.weight().rows(2 * units, units), shape.batchSize());
  }

  LinearWeights all() {
    return all;
  }

  PackedWeights gates() {
    return gateProduct;
  }

  PackedWeights candidate() {
    return candidateProduct;
  }

  void prepareForward() {
    gateProduct.packTransposed();
    candidateProduct.packTransposed();
  }

  void prepareBackward() {
    gateProduct.pack();
    candidateProduct.pack();
  }

  /**
   * Writes the gradients of the weights.
   *
   * @param rows the rows that take part, from the first on
   * @param dPre (T * B, 3 * H), those of all pre-activations; the same matrix in each batch
   * @param recurrent (T * B, H), what the products of r and z read
   * @param dProduct (T * B, H), the gradient of {@code x W_hn^T}
   * @param x (T * B, H)
   */
  void gradient(int rows, Matrix dPre, Matrix recurrent, Matrix dProduct, Matrix x) {
    if (dPre != lastPre || dGatePre == null) {
      lastPre = dPre;
      dGatePre = dPre.columns(0, dGates.rows());
    }
    Gemm.transposedMultiply(rows, dGatePre, recurrent, 0, dGates);
    Gemm.transposedMultiply(rows, dProduct, x, 0, dCandidate);
  }

  @Override
  public void close() {
    gateProduct.close();
    candidateProduct.close();
  }
}
