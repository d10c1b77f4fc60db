package org.unroll.math;

/**
 * The loops behind {@link VectorMath}, which has checked the arguments and says what each does.
 * Outputs do not overlap inputs, so that an implementation may compute the last values twice.
 */
sealed interface Kernels permits ScalarKernels, SimdKernels {

  void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int size);

  void tanh(float[] x, int xOffset, float[] y, int yOffset, int size);

  double exp(float[] x, int xOffset, float shift, float scale, float[] y, int yOffset, int size);

  float max(float[] x, int xOffset, int size);

  double sumOfSquares(float[] x, int xOffset, int size);

  void axpy(float scale, float[] x, int xOffset, float[] y, int yOffset, int size);

  void multiply(float[] x, int xOffset, float[] f, int fOffset, float[] y, int yOffset, int size);

  void clip(float factor, float limit, float[] x, int xOffset, int size);

  void axpby(float decay, float gain, float[] x, int xOffset, float[] y, int yOffset, int size);

  void blendSquares(
      float decay, float gain, float[] x, int xOffset, float[] y, int yOffset, int size);

  void addQuotients(
      float scale,
      float[] x,
      int xOffset,
      float[] s,
      int sOffset,
      float inside,
      float outside,
      float[] y,
      int yOffset,
      int size);
}
