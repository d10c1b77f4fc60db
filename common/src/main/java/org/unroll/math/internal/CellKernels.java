package org.unroll.math.internal;

import org.unroll.math.GruBuffers;
import org.unroll.math.LstmBuffers;

/**
 * The element-wise steps of recurrent cells, one stream of a batch at a time, behind {@link
 * org.unroll.math.VectorMath}, which documents them and has checked the arguments.
 */
public sealed interface CellKernels permits ScalarCellKernels, SimdCellKernels {

  /** Returns the faster kernels of this JVM. */
  static CellKernels preferred() {
    return VectorApi.isPresent() ? new SimdCellKernels() : new ScalarCellKernels();
  }

  void lstmForward(LstmBuffers buffers, int step, int stream, float[] pre, float[] hidden);

  void lstmBackward(LstmBuffers buffers, int step, int stream, float[] dHidden, float[] dPre);

  void gruForward(GruBuffers buffers, int step, int stream, float[] pre, float[] hidden);

  void gruBackward(
      GruBuffers buffers, int step, int stream, float[] hidden, float[] dHidden, float[] dPre);
}
