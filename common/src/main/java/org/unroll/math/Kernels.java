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

  void lstmForward(
      float[] pre,
      int preOffset,
      float[] c0,
      int c0At,
      float[] gates,
      int gatesOffset,
      float[] c,
      int cOffset,
      float[] tanhC,
      int tanhCAt,
      float[] h,
      int hOffset,
      int size);

  void lstmBackward(
      float[] gates,
      int gatesOffset,
      float[] c0,
      int c0At,
      float[] tanhC,
      int tanhCAt,
      float[] dh,
      int dhOffset,
      float[] dc,
      int dcOffset,
      float[] dPre,
      int dPreOffset,
      float[] dc0,
      int dc0At,
      int size);

  void gruForward(
      float[] pre,
      int preOffset,
      float[] product,
      int productOffset,
      float[] h0,
      int h0At,
      float[] gates,
      int gatesOffset,
      float[] h,
      int hOffset,
      int size);

  void gruBackward(
      float[] gates,
      int gatesOffset,
      float[] product,
      int productOffset,
      float[] h0,
      int h0At,
      float[] dh,
      int dhOffset,
      float[] dPre,
      int dPreOffset,
      float[] dProduct,
      int dProductOffset,
      float[] dh0,
      int dh0At,
      int size);
}
