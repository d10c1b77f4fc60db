package org.unroll.train.exchange;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A block of floats that is serialised fast. Java's own serialisation of an array of floats goes
 * byte by byte, which takes longer than the network; this one copies. Kryo copies floats by itself,
 * and needs the field not to be transient.
 */
public final class Float32Block implements ValueBlock {

  private static final long serialVersionUID = 1L;

  /** The number of floats copied at a time: 64 KiB. */
  private static final int PIECE = 1 << 14;

  private float[] values;

  /** A block around an array, which is not copied. */
  public Float32Block(float[] values) {
    this.values = values;
  }

  /** A block for each array. */
  public static Float32Block[] of(float[][] arrays) {
    return Arrays.stream(arrays).map(Float32Block::new).toArray(Float32Block[]::new);
  }

  /** The array of each block. */
  public static float[][] values(Float32Block[] blocks) {
    return Arrays.stream(blocks).map(Float32Block::values).toArray(float[][]::new);
  }

  public float[] values() {
    return values;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public Float32Block part(int from, int to) {
    return new Float32Block(Arrays.copyOfRange(values, from, to));
  }

  @Override
  public void addTo(double[] sum, long weight, int offset, int size) {
    for (int i = 0; i < size; i++) {
      sum[i] += (double) weight * values[offset + i];
    }
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    byte[] bytes = new byte[Math.min(PIECE, values.length) * Float.BYTES];
    FloatBuffer floats = floats(bytes);
    out.writeInt(values.length);
    for (int offset = 0; offset < values.length; offset += PIECE) {
      int size = Math.min(PIECE, values.length - offset);
      floats.put(0, values, offset, size);
      out.write(bytes, 0, size * Float.BYTES);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException {
    values = new float[in.readInt()];
    byte[] bytes = new byte[Math.min(PIECE, values.length) * Float.BYTES];
    FloatBuffer floats = floats(bytes);
    for (int offset = 0; offset < values.length; offset += PIECE) {
      int size = Math.min(PIECE, values.length - offset);
      in.readFully(bytes, 0, size * Float.BYTES);
      floats.get(0, values, offset, size);
    }
  }

  private static FloatBuffer floats(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
