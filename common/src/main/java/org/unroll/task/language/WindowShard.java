package org.unroll.task.language;

import java.util.Arrays;
import java.util.BitSet;
import org.unroll.dataset.WindowConfig;
import org.unroll.nn.output.OutputLayer;
import org.unroll.task.Examples;
import org.unroll.text.Vocabulary;

/**
 * The windows of one logical worker, in the order of the text.
 *
 * <p>With B streams and N windows an epoch has S = ceil(N / B) steps; stream b reads the windows
 * from b S to (b + 1) S, one a step, so that consecutive steps of a stream continue each other and
 * the hidden state can be carried.
 */
public final class WindowShard implements Examples {

  private static final long serialVersionUID = 1L;

  private final int windowLength;
  private final int windows;

  /** {@code (windows, windowLength)}. */
  private final int[] ids;

  /** Bit n: window n continues where window n - 1 ended. */
  private final long[] continues;

  private WindowShard(int windowLength, int windows, int[] ids, long[] continues) {
    this.windowLength = windowLength;
    this.windows = windows;
    this.ids = ids;
    this.continues = continues;
  }

  /** The number of windows, N. */
  @Override
  public int size() {
    return windows;
  }

  /** The ids in a window: T + 1. */
  public int windowLength() {
    return windowLength;
  }

  /**
   * Fills a batch with the windows of one step. A stream that has none left reads {@code <pad>}.
   * {@code <pad>} is never a target: {@link OutputLayer#NO_TARGET} stands in its place.
   *
   * @param step from 0, below {@link #steps}
   * @param batch with T = windowLength - 1
   * @return the number of targets that are counted
   */
  public int fill(int step, TokenBatch batch) {
    int steps = steps(batch.batchSize());
    int counted = 0;
    for (int stream = 0; stream < batch.batchSize(); stream++) {
      long window = (long) stream * steps + step;
      if (window < windows) {
        batch.startsSequence[stream] = step == 0 || !continuesAt((int) window);
        counted += copy((int) window, stream, batch);
      } else {
        batch.startsSequence[stream] = true;
        clear(stream, batch);
      }
    }
    return counted;
  }

  private boolean continuesAt(int window) {
    return (continues[window >> 6] >>> window & 1) != 0;
  }

  private int copy(int window, int stream, TokenBatch batch) {
    int batchSize = batch.batchSize();
    int from = window * windowLength;
    int counted = 0;
    for (int time = 0; time < batch.timeSteps(); time++) {
      int target = ids[from + time + 1];
      batch.inputs[time * batchSize + stream] = ids[from + time];
      if (target == Vocabulary.PAD) {
        batch.targets[time * batchSize + stream] = OutputLayer.NO_TARGET;
      } else {
        batch.targets[time * batchSize + stream] = target;
        counted++;
      }
    }
    return counted;
  }

  private static void clear(int stream, TokenBatch batch) {
    for (int time = 0; time < batch.timeSteps(); time++) {
      batch.inputs[time * batch.batchSize() + stream] = Vocabulary.PAD;
      batch.targets[time * batch.batchSize() + stream] = OutputLayer.NO_TARGET;
    }
  }

  /** A builder that takes windows in the order of the text. */
  public static final class Builder {

    private final WindowConfig config;
    private final BitSet continues = new BitSet();
    private int[] ids;
    private int windows;
    private long lastArticle;
    private long lastPosition;

    /**
     * A builder of a shard.
     *
     * @param config how the windows were cut; the state is carried only where a window's first
     *     input follows the last input of the window before, that is, where the stride is the
     *     length less one
     * @param expected how many windows will come, as far as known
     */
    public Builder(WindowConfig config, int expected) {
      this.config = config;
      this.ids = new int[Math.multiplyExact(expected, config.length())];
    }

    /** Adds the next window. */
    public Builder add(long article, long position, int[] window) {
      if (window.length != config.length()) {
        throw new IllegalArgumentException(
            "expected windows of " + config.length() + " ids, found " + window.length);
      }
      int end = Math.multiplyExact(windows + 1, config.length());
      if (end > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(end, ids.length + ids.length / 2));
      }
      System.arraycopy(window, 0, ids, end - config.length(), config.length());
      continues.set(
          windows,
          windows > 0
              && config.stride() == config.length() - 1
              && article == lastArticle
              && position == lastPosition + config.stride());
      lastArticle = article;
      lastPosition = position;
      windows++;
      return this;
    }

    /** Builds the shard; the builder cannot be used again. */
    public WindowShard build() {
      return new WindowShard(
          config.length(),
          windows,
          Arrays.copyOf(ids, windows * config.length()),
          Arrays.copyOf(continues.toLongArray(), windows / 64 + 1));
    }
  }
}
