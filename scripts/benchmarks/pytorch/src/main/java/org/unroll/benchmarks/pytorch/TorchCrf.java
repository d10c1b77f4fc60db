package org.unroll.benchmarks.pytorch;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * A conditional random field over chains of K tags, in the logarithmic domain: each step of the
 * partition function is a {@code logsumexp} over {@code (B, K, K)}.
 */
public final class TorchCrf {

  private final int tags;
  private final Tensor starts; // (K)
  private final Tensor transitions; // (K, K): from, to
  private final Tensor ends; // (K)

  /** Adds the parameters of a field over K tags under names that begin with the prefix. */
  public TorchCrf(TorchParameters parameters, String prefix, int tags) {
    this.tags = tags;
    this.starts = parameters.register(prefix + "start_transitions", tags);
    this.transitions = parameters.register(prefix + "transitions", tags, tags);
    this.ends = parameters.register(prefix + "end_transitions", tags);
  }

  /**
   * Returns the sum of {@code log Z - score} over the sequences.
   *
   * @param emissions {@code (T, B, K)}
   * @param targets the right tags, {@code (T, B)}
   * @param lengths (B), each from 1 to T
   */
  public Tensor loss(Tensor emissions, int[] targets, int[] lengths) {
    return logPartition(emissions, lengths).sum().sub(score(emissions, targets, lengths));
  }

  private Tensor logPartition(Tensor emissions, int[] lengths) {
    int shortest = Arrays.stream(lengths).min().orElse(0);
    int longest = TorchSequences.longest(lengths);
    Tensor past = TorchSequences.past(lengths, longest);
    Tensor alphas = emissions.select(0, 0).add(starts); // (B, K)
    for (int step = 1; step < longest; step++) {
      Tensor next =
          alphas.unsqueeze(2).add(transitions).logsumexp(1).add(emissions.select(0, step));
      alphas = step < shortest ? next : alphas.where(past.select(0, step).unsqueeze(1), next);
    }
    return alphas.add(ends).logsumexp(1);
  }

  /** The sum of the scores of the right tags. */
  private Tensor score(Tensor emissions, int[] targets, int[] lengths) {
    int batchSize = lengths.length;
    int words = Arrays.stream(lengths).sum();
    int[] emitted = new int[words];
    int[] moved = new int[words - batchSize];
    int[] first = new int[batchSize];
    int[] last = new int[batchSize];
    int word = 0;
    int move = 0;
    for (int b = 0; b < batchSize; b++) {
      for (int step = 0; step < lengths[b]; step++) {
        int row = step * batchSize + b;
        emitted[word++] = row * tags + targets[row];
        if (step > 0) {
          moved[move++] = targets[row - batchSize] * tags + targets[row];
        }
      }
      first[b] = targets[b];
      last[b] = targets[(lengths[b] - 1) * batchSize + b];
    }
    return sum(emissions, emitted)
        .add(sum(transitions, moved))
        .add(sum(starts, first))
        .add(sum(ends, last));
  }

  private static Tensor sum(Tensor values, int[] indices) {
    return values.reshape(-1).index_select(0, TorchSequences.indices(indices)).sum();
  }
}
