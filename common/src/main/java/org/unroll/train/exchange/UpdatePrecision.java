package org.unroll.train.exchange;

/**
 * The kinds of {@code train.updatePrecision}: how a shard returns what became of the parameters. It
 * is the shard that rounds, so that the mean does not depend on where it is formed.
 */
public enum UpdatePrecision {
  /** The parameters themselves, exactly. */
  FLOAT32(Float.BYTES) {
    @Override
    public ValueBlock returned(float[] start, float[] end) {
      return new Float32Block(end);
    }

    @Override
    public float[] parameters(float[] start, float[] mean) {
      return mean;
    }
  },

  /** Their change, in half precision. */
  FLOAT16(Short.BYTES) {
    @Override
    public ValueBlock returned(float[] start, float[] end) {
      return Float16Block.ofChange(start, end);
    }

    @Override
    public float[] parameters(float[] start, float[] mean) {
      float[] parameters = new float[start.length];
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = start[i] + mean[i];
      }
      return parameters;
    }
  };

  private final int bytes;

  UpdatePrecision(int bytes) {
    this.bytes = bytes;
  }

  /** The bytes of a parameter. */
  public int bytes() {
    return bytes;
  }

  /**
   * What a shard returns.
   *
   * @param start the parameters that it started from
   * @param end those that it came to; may be kept
   */
  public abstract ValueBlock returned(float[] start, float[] end);

  /**
   * The mean of the shards' parameters.
   *
   * @param start the parameters that they started from
   * @param mean of what they returned; may be kept
   */
  public abstract float[] parameters(float[] start, float[] mean);
}
