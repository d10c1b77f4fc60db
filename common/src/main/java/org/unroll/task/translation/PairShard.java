package org.unroll.task.translation;

import org.unroll.task.Examples;
import org.unroll.task.batch.RaggedInts;

/** The pairs of one shard: sentences and their translations, as ids without {@code <eos>}. */
public final class PairShard implements Examples {

  private static final long serialVersionUID = 1L;

  private final RaggedInts sources; // (N, tokens)
  private final RaggedInts targets; // (N, tokens)

  /** The pairs of some sources with the targets of the same rows. */
  public PairShard(RaggedInts sources, RaggedInts targets) {
    if (sources.size() != targets.size()) {
      throw new IllegalArgumentException(
          "expected " + sources.size() + " targets, found " + targets.size());
    }
    this.sources = sources;
    this.targets = targets;
  }

  @Override
  public int size() {
    return sources.size();
  }

  RaggedInts sources() {
    return sources;
  }

  RaggedInts targets() {
    return targets;
  }

  /** What decides which pairs share a mini-batch, (N): the target's length, then the source's. */
  int[] lengthKeys() {
    int[] lengths = sources.lengths();
    int longest = 0;
    for (int length : lengths) {
      longest = Math.max(longest, length);
    }
    for (int n = 0; n < lengths.length; n++) {
      lengths[n] = Math.addExact(Math.multiplyExact(targets.length(n), longest + 1), lengths[n]);
    }
    return lengths;
  }
}
