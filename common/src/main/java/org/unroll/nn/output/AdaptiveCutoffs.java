package org.unroll.nn.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cut-offs of an {@link AdaptiveSoftmaxOutput} that make a training step fastest by the cost
 * model of Grave et al. 2017: the time of a product is a constant, plus its arithmetic, plus what
 * even a product of few rows costs.
 *
 * <p>For R rows on C classes with K values: {@code CALL + R C (K + ELEMENT) + FLOOR C K}. Here the
 * floor is not a kernel's smallest size, as on a GPU, but the memory traffic of the weights, which
 * a step reads for both products and the update, and whose gradients it writes and reads twice. The
 * unit is the time of one multiplication and addition forward and two backward.
 *
 * <p>As in the paper, the cut-offs are chosen as if every cluster saw the whole hidden state; that
 * rarer words then see less of it saves more time, and memory. Chosen by that time, the head would
 * shrink to a few words and nearly all would see little.
 */
public final class AdaptiveCutoffs {

  /** The constant cost of a product and of gathering its rows: 20 microseconds. */
  private static final double CALL = 300_000;

  /** The cost of the exponential, the copies and the sums of one logit. */
  private static final double ELEMENT = 15;

  /** The number of rows whose arithmetic takes as long as the memory traffic of the weights. */
  private static final double FLOOR = 40;

  private static final int MAX_CLUSTERS = 4;

  /** The minimum width of a cluster after the first. */
  private static final int MIN_WIDTH = 8;

  /** The number of candidates for a cut-off in each factor of two. */
  private static final int CANDIDATES_PER_OCTAVE = 4;

  private static final int MIN_CANDIDATE = 16;

  private final double[] mass; // (V + 1): the share of all tokens that have a smaller id
  private final int hiddenSize;
  private final int rows;
  private final int[] candidates; // rising; the last one is V

  private AdaptiveCutoffs(long[] counts, int hiddenSize, int rows) {
    this.hiddenSize = hiddenSize;
    this.rows = rows;
    this.mass = new double[counts.length + 1];
    double total = Math.max(1, Arrays.stream(counts).sum());
    for (int id = 0; id < counts.length; id++) {
      mass[id + 1] = mass[id] + counts[id] / total;
    }
    this.candidates = candidates(counts.length);
  }

  private static int[] candidates(int vocabularySize) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; ; i++) {
      int candidate = (int) (MIN_CANDIDATE * Math.pow(2, (double) i / CANDIDATES_PER_OCTAVE));
      if (candidate >= vocabularySize) {
        break;
      }
      found.add(candidate);
    }
    if (found.isEmpty()) {
      found.add(vocabularySize - 1);
    }
    found.add(vocabularySize);
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Chooses the best cut-offs.
   *
   * @param counts how often each id occurs in the training split, (V), falling but for special ids
   * @param hiddenSize H
   * @param rows the predictions of a mini-batch
   * @return at least one, rising, between 1 and V - 1
   */
  public static List<Integer> of(long[] counts, int hiddenSize, int rows) {
    if (counts.length < 2) {
      throw new IllegalArgumentException("expected at least 2 words, found " + counts.length);
    }
    return new AdaptiveCutoffs(counts, hiddenSize, rows).best();
  }

  private List<Integer> best() {
    List<Integer> best = List.of();
    double minCost = Double.POSITIVE_INFINITY;
    for (int clusters = 1; clusters <= Math.min(MAX_CLUSTERS, candidates.length - 1); clusters++) {
      if (clusters > 1 && AdaptiveSoftmaxShape.width(hiddenSize, clusters - 1) < MIN_WIDTH) {
        break;
      }
      Plan plan = plan(clusters);
      if (plan.cost < minCost) {
        minCost = plan.cost;
        best = plan.cutoffs;
      }
    }
    return best;
  }

  private record Plan(double cost, List<Integer> cutoffs) {}

  /** Finds the best cut-offs of a number of clusters, from the last cluster to the first. */
  private Plan plan(int clusters) {
    int last = candidates.length - 1;
    double[][] cost = new double[clusters + 1][last + 1];
    int[][] next = new int[clusters][last + 1];
    Arrays.fill(cost[clusters], Double.POSITIVE_INFINITY);
    cost[clusters][last] = 0;
    for (int cluster = clusters - 1; cluster >= 0; cluster--) {
      Arrays.fill(cost[cluster], Double.POSITIVE_INFINITY);
      for (int from = 0; from < last; from++) {
        for (int to = from + 1; to <= last; to++) {
          double sum = cluster(candidates[from], candidates[to]) + cost[cluster + 1][to];
          if (sum < cost[cluster][from]) {
            cost[cluster][from] = sum;
            next[cluster][from] = to;
          }
        }
      }
    }
    int first = 0;
    double minCost = Double.POSITIVE_INFINITY;
    for (int from = 0; from < last; from++) {
      double sum = product(rows, candidates[from] + clusters) + cost[0][from];
      if (sum < minCost) {
        minCost = sum;
        first = from;
      }
    }
    List<Integer> cutoffs = new ArrayList<>();
    for (int cluster = 0, from = first; cluster < clusters; from = next[cluster++][from]) {
      cutoffs.add(candidates[from]);
    }
    return new Plan(minCost, cutoffs);
  }

  private double cluster(int from, int to) {
    return product(rows * (mass[to] - mass[from]), to - from);
  }

  private double product(double productRows, double classes) {
    return CALL + productRows * classes * (hiddenSize + ELEMENT) + FLOOR * classes * hiddenSize;
  }
}
