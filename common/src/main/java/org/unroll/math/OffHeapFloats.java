package org.unroll.math;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Floats off the heap, where BLAS reads and writes them without a copy. They begin as zeros and are
 * freed by {@link #close}, not by the garbage collector; no view of them may be used after that.
 *
 * <p>At most 2^29 - 1 values, since a direct buffer counts its bytes with an {@code int}.
 */
public final class OffHeapFloats implements AutoCloseable {

  /** What a direct buffer can hold. */
  public static final int MAX_SIZE = Integer.MAX_VALUE / Float.BYTES;

  private static final AtomicLong HELD = new AtomicLong();

  private final Pointer memory;
  private final FloatBuffer buffer;
  private final int size;
  private boolean closed;

  /**
   * Allocates {@code size} zeros.
   *
   * @throws IllegalArgumentException if they are more than {@link #MAX_SIZE}
   * @throws OutOfMemoryError if the system has not enough memory
   */
  public OffHeapFloats(int size) {
    if (size < 0 || size > MAX_SIZE) {
      throw new IllegalArgumentException("expected a size up to " + MAX_SIZE + ", found " + size);
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

  /** All values; position and limit are those of a new buffer. */
  public FloatBuffer buffer() {
    return slice(0, size);
  }

  /** A view of {@code size} values from {@code at}, its index 0 there. */
  public FloatBuffer slice(int offset, int size) {
    if (closed) {
      throw new IllegalStateException("the memory has been freed");
    }
    return buffer.slice(offset, size);
  }

  /** The values that this JVM holds off the heap at the moment, in all blocks together. */
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
