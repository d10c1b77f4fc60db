package org.unroll.benchmarks;

/** A network in training, as one contender has it. */
public interface Trainer extends AutoCloseable {

  /**
   * Trains the least that this contender trains in one piece: a step, or a round of steps.
   *
   * @return the number of tokens predicted
   */
  long train();

  /** The mean loss of the last step, in nats a token; shows that the contender learns at all. */
  double loss();

  /** What computes, in words: library, version, BLAS. */
  String description();

  @Override
  void close();

  /** Makes a contender's trainer. */
  @FunctionalInterface
  interface Factory {

    /**
     * Builds the network of {@code preset}.
     *
     * @param threads how many threads (of one network, or each with a replica) may compute
     */
    Trainer create(Preset preset, int threads);
  }
}
