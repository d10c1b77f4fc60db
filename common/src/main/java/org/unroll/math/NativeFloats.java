package org.unroll.math;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Floats off the heap, where BLAS reads and writes them without a copy. They begin as zeros and are
 * freed by {@link #close}, not by the garbage collector; no view of them may be used after that.
 *
 * <p>At most 2^29 - 1 values, since a direct buffer counts its bytes with an {@code int}.
 */
public final class NativeFloats implements AutoCloseable {

  /** What a direct buffer can hold. */
  public static final int MAX_SIZE = Integer.MAX_VALUE / Float.BYTES;

  private final Pointer memory;
  private final FloatBuffer buffer;
  private boolean closed;

  /**
   * Allocates {@code size} zeros.
   *
   * @throws IllegalArgumentException if they are more than {@link #MAX_SIZE}
   * @throws OutOfMemoryError if the system has not enough memory
   */
  public NativeFloats(int size) {
    if (size < 0 || size > MAX_SIZE) {
      throw new IllegalArgumentException("expected a size up to " + MAX_SIZE + ", found " + size);
    }
    // Not FloatPointer's own allocation, whose limit is the size of the heap.
    memory = Pointer.calloc(Math.max(size, 1), Float.BYTES);
    if (Pointer.isNull(memory)) {
      throw new OutOfMemoryError("expected " + (long) size * Float.BYTES + " bytes off the heap");
    }
    buffer = new FloatPointer(memory).capacity(size).asBuffer();
  }

  /** All values; position and limit are those of a new buffer. */
  public FloatBuffer buffer() {
    return slice(0, buffer.capacity());
  }

  /** A view of {@code size} values from {@code offset}, its index 0 there. */
  public FloatBuffer slice(int offset, int size) {
    if (closed) {
      throw new IllegalStateException("the memory has been freed");
    }
    return buffer.slice(offset, size);
  }

  public int size() {
    return buffer.capacity();
  }

  /** Frees the memory at once. Closing twice does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Pointer.free(memory);
    }
  }
}
