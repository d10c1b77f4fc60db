package org.unroll.train.exchange;

/**
 * The kinds of {@code train.updatePrecision}: how exactly a shard returns its parameters. It is the
 * shard that rounds, so that the mean does not depend on where it is formed.
 */
public enum UpdatePrecision {
  /** The parameters themselves, exactly. */
  FLOAT32(Float.BYTES) {
    @Override
    public ValueBlock encode(float[] start, float[] end) {
      return new Float32Block(end);
    }

    @Override
    public float[] decode(float[] start, float[] mean) {
      return mean;
    }
  },

  /** Their change, in half precision. */
  FLOAT16(Short.BYTES) {
    @Override
    public ValueBlock encode(float[] start, float[] end) {
      return Float16Block.ofChange(start, end);
    }

    @Override
    public float[] decode(float[] start, float[] mean) {
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
   * Encodes the parameters of a shard.
   *
   * @param start the parameters that it started from
   * @param end those that it ended with; the array may be kept
   */
  public abstract ValueBlock encode(float[] start, float[] end);

  /**
   * Decodes the mean of the shards' parameters.
   *
   * @param start the parameters that they started from
   * @param mean of the encoded blocks; the array may be kept
   */
  public abstract float[] decode(float[] start, float[] mean);
}
