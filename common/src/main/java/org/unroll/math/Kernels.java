package org.unroll.math;

/**
 * The loops behind {@link VectorMath}, which has checked the arguments and says what each does.
 * Outputs do not overlap inputs, so that an implementation may compute the last values twice.
 */
sealed interface Kernels permits ScalarKernels, SimdKernels {

  void sigmoid(float[] x, int xAt, float[] y, int yAt, int size);

  void tanh(float[] x, int xAt, float[] y, int yAt, int size);

  double exp(float[] x, int xAt, float shift, float scale, float[] y, int yAt, int size);

  float max(float[] x, int xAt, int size);

  double sumOfSquares(float[] x, int xAt, int size);

  void addScaled(float scale, float[] x, int xAt, float[] y, int yAt, int size);

  void multiply(float[] x, int xAt, float[] f, int fAt, float[] y, int yAt, int size);

  void clip(float factor, float limit, float[] x, int xAt, int size);

  void blend(float decay, float gain, float[] x, int xAt, float[] y, int yAt, int size);

  void blendSquares(float decay, float gain, float[] x, int xAt, float[] y, int yAt, int size);

  void addQuotients(
      float scale,
      float[] x,
      int xAt,
      float[] s,
      int sAt,
      float inside,
      float outside,
      float[] y,
      int yAt,
      int size);

  void lstmForward(
      float[] pre,
      int preAt,
      float[] c0,
      int c0At,
      float[] gates,
      int gatesAt,
      float[] c,
      int cAt,
      float[] tanhC,
      int tanhCAt,
      float[] h,
      int hAt,
      int size);

  void lstmBackward(
      float[] gates,
      int gatesAt,
      float[] c0,
      int c0At,
      float[] tanhC,
      int tanhCAt,
      float[] dh,
      int dhAt,
      float[] dc,
      int dcAt,
      float[] dPre,
      int dPreAt,
      float[] dc0,
      int dc0At,
      int size);

  void gruForward(
      float[] pre,
      int preAt,
      float[] product,
      int productAt,
      float[] h0,
      int h0At,
      float[] gates,
      int gatesAt,
      float[] h,
      int hAt,
      int size);

  void gruBackward(
      float[] gates,
      int gatesAt,
      float[] product,
      int productAt,
      float[] h0,
      int h0At,
      float[] dh,
      int dhAt,
      float[] dPre,
      int dPreAt,
      float[] dProduct,
      int dProductAt,
      float[] dh0,
      int dh0At,
      int size);
}
