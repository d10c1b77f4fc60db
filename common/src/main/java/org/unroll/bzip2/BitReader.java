package org.unroll.bzip2;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A reader of bits, the highest of each byte first. */
final class BitReader {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final InputStream stream;
  private final byte[] buffer = new byte[1 << 16];

  /** The offset of the buffer's first byte in the file. */
  private long bufferOffset;

  private int next;
  private int limit;

  /** The next bits, from the highest down. */
  private long bits;

  private int count;

  /**
   * Creates a reader of a stream.
   *
   * @param offset the offset of the stream's next byte in the file
   */
  BitReader(InputStream stream, long offset) {
    this.stream = stream;
    this.bufferOffset = offset;
  }

  /** Returns the position of the next bit in the file, in bits. */
  long position() {
    return (bufferOffset + next) * Byte.SIZE - count;
  }

  /**
   * Loads at least {@code wanted} bits, which may be up to 32.
   *
   * @throws EOFException if the file ends before
   */
  void need(int wanted) throws IOException {
    if (count < wanted) {
      refill(wanted);
    }
  }

  private void refill(int wanted) throws IOException {
    if (limit - next >= Integer.BYTES) {
      bits |= ((int) INTS.get(buffer, next) & 0xffffffffL) << (Integer.SIZE - count);
      next += Integer.BYTES;
      count += Integer.SIZE;
      return;
    }
    while (count < wanted) {
      if (next == limit && !fill()) {
        throw new EOFException();
      }
      bits |= (buffer[next++] & 0xffL) << (Long.SIZE - Byte.SIZE - count);
      count += Byte.SIZE;
    }
  }

  private boolean fill() throws IOException {
    bufferOffset += limit;
    next = 0;
    limit = 0;
    int read = stream.read(buffer, 0, buffer.length);
    limit = Math.max(0, read);
    return read > 0;
  }

  /** Returns the next {@code wanted} bits, 1 to 32, which are loaded, without consuming them. */
  int peek(int wanted) {
    return (int) (bits >>> (Long.SIZE - wanted));
  }

  /** Consumes bits that are loaded. */
  void skip(int dropped) {
    bits <<= dropped;
    count -= dropped;
  }

  /** Reads the next {@code wanted} bits, 1 to 32. */
  int read(int wanted) throws IOException {
    need(wanted);
    int value = peek(wanted);
    skip(wanted);
    return value;
  }

  boolean readFlag() throws IOException {
    return read(1) != 0;
  }

  /** Reads the next 48 bits. */
  long read48() throws IOException {
    long high = read(24);
    return high << 24 | read(24);
  }

  /** Skips to the next byte boundary. */
  void alignToByte() {
    skip(count % Byte.SIZE);
  }

  /** Tells whether no bits are left. */
  boolean isAtEnd() throws IOException {
    return count == 0 && next == limit && !fill();
  }

  /**
   * Moves past the first occurrence of 48 bits, at any bit from here on, or to the end of the file.
   *
   * @return whether they were found
   */
  boolean seek(long wanted) throws IOException {
    long mask = (1L << 48) - 1;
    long window = 0;
    int seen = 0;
    while (!isAtEnd()) {
      window = (window << 1 | read(1)) & mask;
      if (++seen >= 48 && window == wanted) {
        return true;
      }
    }
    return false;
  }
}
