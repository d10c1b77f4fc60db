package org.unroll.math;

/**
 * The element-wise steps of recurrent cells behind {@link VectorMath}, which documents them and has
 * checked the arguments.
 */
sealed interface CellKernels permits ScalarCellKernels, SimdCellKernels {

  void lstmForward(LstmBuffers buffers, int step, float[] pre, float[] hidden);

  void lstmBackward(LstmBuffers buffers, int step, float[] dHidden, float[] dPre);

  void gruForward(GruBuffers buffers, int step, float[] pre, float[] hidden);

  void gruBackward(GruBuffers buffers, int step, float[] hidden, float[] dHidden, float[] dPre);
}
