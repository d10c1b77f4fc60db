package org.unroll.train;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Blocks of floats on their way between JVMs. Java's own serialisation of an array of floats goes
 * byte by byte, which takes longer than the network; this one copies. Kryo copies floats by itself,
 * and needs the field not to be transient.
 */
final class FloatBlocks implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Floats that are copied at once: 64 KiB. */
  private static final int PIECE = 1 << 14;

  private float[][] blocks;

  FloatBlocks(float[][] blocks) {
    this.blocks = blocks;
  }

  /** The parameters, then the blocks of an optimiser's state; nothing is copied. */
  static FloatBlocks of(float[] parameters, float[][] optimizerState) {
    float[][] blocks = new float[1 + optimizerState.length][];
    blocks[0] = parameters;
    System.arraycopy(optimizerState, 0, blocks, 1, optimizerState.length);
    return new FloatBlocks(blocks);
  }

  /** The blocks themselves, not copies. */
  float[][] blocks() {
    return blocks;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    byte[] bytes = new byte[PIECE * Float.BYTES];
    FloatBuffer floats = floats(bytes);
    out.writeInt(blocks.length);
    for (float[] block : blocks) {
      out.writeInt(block.length);
      for (int at = 0; at < block.length; at += PIECE) {
        int size = Math.min(PIECE, block.length - at);
        floats.put(0, block, at, size);
        out.write(bytes, 0, size * Float.BYTES);
      }
    }
  }

  private void readObject(ObjectInputStream in) throws IOException {
    byte[] bytes = new byte[PIECE * Float.BYTES];
    FloatBuffer floats = floats(bytes);
    blocks = new float[in.readInt()][];
    for (int b = 0; b < blocks.length; b++) {
      float[] block = new float[in.readInt()];
      for (int at = 0; at < block.length; at += PIECE) {
        int size = Math.min(PIECE, block.length - at);
        in.readFully(bytes, 0, size * Float.BYTES);
        floats.get(0, block, at, size);
      }
      blocks[b] = block;
    }
  }

  private static FloatBuffer floats(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
