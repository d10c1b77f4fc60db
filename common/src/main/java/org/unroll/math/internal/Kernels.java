package org.unroll.math.internal;

/**
 * The element-wise loops behind {@link org.unroll.math.VectorMath}, which documents them and has
 * checked the arguments. Outputs do not overlap inputs unless that class permits it, so an
 * implementation may compute the last values twice.
 */
public sealed interface Kernels permits ScalarKernels, SimdKernels {

  /** Returns the faster kernels of this JVM. */
  static Kernels preferred() {
    return VectorApi.isPresent() ? new SimdKernels() : new ScalarKernels();
  }

  void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int size);

  void tanh(float[] x, int xOffset, float[] y, int yOffset, int size);

  double exp(float[] x, int xOffset, float shift, float scale, float[] y, int yOffset, int size);

  float max(float[] x, int xOffset, int size);

  double dot(float[] x, int xOffset, float[] y, int yOffset, int size);

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
