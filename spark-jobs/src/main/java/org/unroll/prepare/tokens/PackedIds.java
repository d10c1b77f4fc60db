package org.unroll.prepare.tokens;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A list of ids in a variable-length encoding: seven bits a byte, lowest first; the highest bit is
 * set if more bytes follow. Frequent tokens have small ids, so most ids take one or two bytes.
 */
public final class PackedIds implements Serializable {

  private static final long serialVersionUID = 1L;

  private final byte[] bytes;
  private final int count;

  private PackedIds(byte[] bytes, int count) {
    this.bytes = bytes;
    this.count = count;
  }

  /** Packs the ids {@code from} (inclusive) to {@code to} (exclusive) of {@code ids}. */
  public static PackedIds of(int[] ids, int from, int to) {
    Builder builder = new Builder();
    for (int index = from; index < to; index++) {
      builder.add(ids[index]);
    }
    return builder.build();
  }

  /** Returns the number of ids. */
  public int count() {
    return count;
  }

  /** Writes all ids to {@code ids}, beginning at {@code offset}. */
  public void unpack(int[] ids, int offset) {
    int position = 0;
    for (int index = 0; index < count; index++) {
      int value = 0;
      int shift = 0;
      byte next = bytes[position++];
      while (next < 0) {
        value |= (next & 0x7f) << shift;
        shift += 7;
        next = bytes[position++];
      }
      ids[offset + index] = value | next << shift;
    }
  }

  /** A builder of packed ids. */
  static final class Builder {

    private byte[] bytes = new byte[64];
    private int size;
    private int count;

    void add(int id) {
      if (size + 5 > bytes.length) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      int rest = id;
      while (rest >>> 7 != 0) {
        bytes[size++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      bytes[size++] = (byte) rest;
      count++;
    }

    int count() {
      return count;
    }

    /** Returns the number of bytes used so far. */
    int size() {
      return size;
    }

    PackedIds build() {
      return new PackedIds(Arrays.copyOf(bytes, size), count);
    }
  }
}
