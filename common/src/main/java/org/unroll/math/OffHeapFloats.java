package org.unroll.math;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * An array of floats off the heap, which BLAS reads and writes without a copy. The values start as
 * zeros. {@link #close} frees the memory, not the garbage collector; no view may be used after
 * that.
 *
 * <p>The maximum is 2^29 - 1 values, since a direct buffer counts its bytes with an {@code int}.
 */
public final class OffHeapFloats implements AutoCloseable {

  /** The capacity of a direct buffer. */
  public static final int MAX_SIZE = Integer.MAX_VALUE / Float.BYTES;

  private static final AtomicLong HELD = new AtomicLong();

  private final Pointer memory;
  private final FloatBuffer buffer;
  private final int size;
  private boolean closed;

  /**
   * Allocates {@code size} zeros.
   *
   * @throws IllegalArgumentException if {@code size} is negative or more than {@link #MAX_SIZE}
   * @throws OutOfMemoryError if the system does not have enough memory
   */
  public OffHeapFloats(int size) {
    if (size < 0 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "expected a size from 0 to " + MAX_SIZE + ", found " + size);
    }
    this.size = size;
    // Not FloatPointer's own allocation, whose limit is the size of the heap.
    memory = Pointer.calloc(Math.max(size, 1), Float.BYTES);
    if (Pointer.isNull(memory)) {
      throw new OutOfMemoryError("expected " + (long) size * Float.BYTES + " bytes off the heap");
    }
    buffer = new FloatPointer(memory).capacity(size).asBuffer();
    HELD.addAndGet(size);
  }

  /** Returns a view of all values, with the position and limit of a new buffer. */
  public FloatBuffer buffer() {
    return slice(0, size);
  }

  /** Returns a view of {@code size} values, with {@code offset} as its index 0. */
  public FloatBuffer slice(int offset, int size) {
    if (closed) {
      throw new IllegalStateException(
          "expected memory in use, found memory that close() has freed");
    }
    return buffer.slice(offset, size);
  }

  /** Returns the number of values that all instances in this JVM hold at the moment. */
  public static long held() {
    return HELD.get();
  }

  public int size() {
    return size;
  }

  /** Frees the memory at once. Closing twice does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      HELD.addAndGet(-size);
      Pointer.free(memory);
    }
  }
}
