package org.unroll.dataset;

import org.unroll.text.Vocabulary;

/**
 * The windows of a sequence of ids, as in the lecture: each begins {@code stride} ids after the one
 * before, holds {@code length} ids, and is filled with {@code <pad>} where the sequence ends.
 */
public final class Windows {

  /** A consumer of windows, which may keep the array. */
  @FunctionalInterface
  public interface Sink {

    /**
     * Called once for each window, in order.
     *
     * @param position the index of the window's first id in the sequence
     * @param ids the window, {@code (length)}
     */
    void accept(long position, int[] ids);
  }

  private Windows() {}

  /**
   * Cuts the first {@code count} of {@code ids}. A window with fewer than two ids predicts nothing
   * and is not made.
   */
  public static void cut(int[] ids, int count, WindowConfig config, Sink sink) {
    for (int position = 0; position + 1 < count; position += config.stride()) {
      int[] window = new int[config.length()];
      int filled = Math.min(config.length(), count - position);
      System.arraycopy(ids, position, window, 0, filled);
      java.util.Arrays.fill(window, filled, config.length(), Vocabulary.PAD);
      sink.accept(position, window);
    }
  }

  /** The number of windows that {@link #cut} makes of {@code count} ids. */
  public static long number(long count, WindowConfig config) {
    return count < 2 ? 0 : (count - 2) / config.stride() + 1;
  }
}
