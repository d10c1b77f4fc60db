package org.unroll.task.batch;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.unroll.math.Seeds;
import org.unroll.task.Padding;

/**
 * The order of the examples of an epoch: shuffled, but with examples of like lengths in the same
 * mini-batch, so that little of a batch is padding.
 *
 * <p>The shuffled examples are taken in pools of {@value #POOL} mini-batches. A pool is sorted by
 * length and cut into mini-batches, and the mini-batches of all pools are shuffled. The order is a
 * function of the lengths, the batch size and the seed alone.
 */
public final class BatchOrder {

  /** Mini-batches of a pool: enough for like lengths, few enough for batches to differ by epoch. */
  private static final int POOL = 50;

  private final int[][] batches;

  private BatchOrder(int[][] batches) {
    this.batches = batches;
  }

  /**
   * Orders the examples of an epoch.
   *
   * @param lengths of the examples, (N)
   * @param batchSize B; the last mini-batch of the last pool may be smaller
   */
  public static BatchOrder shuffled(int[] lengths, int batchSize, long seed) {
    int[] examples = shuffle(lengths.length, Seeds.at(seed, -1));
    int pool = Math.multiplyExact(POOL, batchSize);
    for (int from = 0; from < examples.length; from += pool) {
      sort(examples, from, Math.min(from + pool, examples.length), lengths);
    }
    int[][] cut = cut(examples, batchSize);
    int[] order = shuffle(cut.length, Seeds.at(seed, -2));
    return new BatchOrder(Arrays.stream(order).mapToObj(i -> cut[i]).toArray(int[][]::new));
  }

  /** Orders examples by length, for an evaluation: the result does not depend on their order. */
  public static BatchOrder byLength(int[] lengths, int batchSize) {
    int[] examples = IntStream.range(0, lengths.length).toArray();
    sort(examples, 0, examples.length, lengths);
    return new BatchOrder(cut(examples, batchSize));
  }

  private static int[][] cut(int[] examples, int batchSize) {
    int[][] batches = new int[(examples.length + batchSize - 1) / batchSize][];
    Arrays.setAll(
        batches,
        b ->
            Arrays.copyOfRange(
                examples, b * batchSize, Math.min((b + 1) * batchSize, examples.length)));
    return batches;
  }

  /** The numbers below a bound in an order that a seed decides. */
  private static int[] shuffle(int size, long seed) {
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int other = (int) Long.remainderUnsigned(Seeds.at(seed, i), i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }

  /** Sorts a range by length; examples of one length keep their order. */
  private static void sort(int[] examples, int from, int to, int[] lengths) {
    int[] sorted =
        IntStream.range(from, to)
            .map(i -> examples[i])
            .boxed()
            .sorted(Comparator.comparingInt(example -> lengths[example]))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(sorted, 0, examples, from, sorted.length);
  }

  /** The number of mini-batches: N / B, rounded up. */
  public int size() {
    return batches.length;
  }

  /** The examples of a mini-batch, at most B; not a copy. */
  public int[] batch(int step) {
    return batches[step];
  }

  /** The padding of an epoch of examples of these lengths. */
  public Padding padding(int[] lengths) {
    long used = 0;
    long all = 0;
    for (int[] batch : batches) {
      int longest = 0;
      for (int example : batch) {
        used += lengths[example];
        longest = Math.max(longest, lengths[example]);
      }
      all += (long) longest * batch.length;
    }
    return new Padding(used, all);
  }
}
