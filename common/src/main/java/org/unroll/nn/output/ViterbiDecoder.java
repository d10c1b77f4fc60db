package org.unroll.nn.output;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.tensor.Parameters;

/**
 * A search for the most probable tags of a sequence by a {@link LinearChainCrf}, among those that a
 * scheme allows (Viterbi 1967).
 */
public final class ViterbiDecoder {

  private final boolean[] mayFollow; // (K, K): from, to
  private final boolean[] mayStart; // (K)
  private final boolean[] mayEnd; // (K)
  private final int tags;
  private final int batchSize;
  private final FloatBuffer transitions; // (K, K): from, to
  private final FloatBuffer starts; // (K)
  private final FloatBuffer ends; // (K)
  private final int[] previous; // (T, K): the best tag before a tag
  private final double[] scores; // (K): of the best way to a tag
  private final double[] next; // (K)
  private final float[] row; // (K)

  /**
   * A decoder.
   *
   * @param prefix of the tensors of the {@link LinearChainCrf}
   * @param timeSteps T
   * @param batchSize B
   */
  public ViterbiDecoder(
      TagConstraints constraints,
      Parameters parameters,
      String prefix,
      int timeSteps,
      int batchSize) {
    this.transitions = parameters.view(prefix + LinearChainCrf.TRANSITIONS);
    this.starts = parameters.view(prefix + LinearChainCrf.STARTS);
    this.ends = parameters.view(prefix + LinearChainCrf.ENDS);
    this.tags = starts.capacity();
    this.batchSize = batchSize;
    this.mayFollow = new boolean[tags * tags];
    this.mayStart = new boolean[tags];
    this.mayEnd = new boolean[tags];
    for (int tag = 0; tag < tags; tag++) {
      mayStart[tag] = constraints.mayStart(tag);
      mayEnd[tag] = constraints.mayEnd(tag);
      for (int to = 0; to < tags; to++) {
        mayFollow[tag * tags + to] = constraints.mayFollow(tag, to);
      }
    }
    this.previous = new int[Math.multiplyExact(timeSteps, tags)];
    this.scores = new double[tags];
    this.next = new double[tags];
    this.row = new float[tags];
  }

  /**
   * Decodes a batch. Of several best ways the one with the lowest tags from the end wins.
   *
   * @param emissions (T * B, K)
   * @param lengths (B)
   * @param best (T * B), receives the tags up to the sequences' ends
   */
  public void decode(Matrix emissions, int[] lengths, int[] best) {
    for (int b = 0; b < batchSize; b++) {
      for (int step = 0; step < lengths[b]; step++) {
        emissions.get(step * batchSize + b, 1, row, 0);
        for (int tag = 0; tag < tags; tag++) {
          next[tag] = row[tag] + (step == 0 ? start(tag) : bestBefore(tag, step));
        }
        System.arraycopy(next, 0, scores, 0, tags);
      }
      for (int tag = 0; tag < tags; tag++) {
        scores[tag] += mayEnd[tag] ? ends.get(tag) : Double.NEGATIVE_INFINITY;
      }
      follow(b, lengths[b], best);
    }
  }

  private double start(int tag) {
    return mayStart[tag] ? starts.get(tag) : Double.NEGATIVE_INFINITY;
  }

  private double bestBefore(int tag, int step) {
    double best = Double.NEGATIVE_INFINITY;
    for (int from = 0; from < tags; from++) {
      if (mayFollow[from * tags + tag]) {
        double score = scores[from] + transitions.get(from * tags + tag);
        if (score > best) {
          best = score;
          previous[step * tags + tag] = from;
        }
      }
    }
    return best;
  }

  private void follow(int b, int length, int[] best) {
    int tag = 0;
    for (int other = 1; other < tags; other++) {
      tag = scores[other] > scores[tag] ? other : tag;
    }
    for (int step = length - 1; step >= 0; step--) {
      best[step * batchSize + b] = tag;
      tag = previous[step * tags + tag];
    }
    Arrays.fill(previous, 0);
  }
}
