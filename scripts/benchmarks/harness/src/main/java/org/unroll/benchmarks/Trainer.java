package org.unroll.benchmarks;

/** A network in training, implemented by each contender. */
public interface Trainer extends AutoCloseable {

  /**
   * Trains the smallest unit of this contender: a step, or a round of steps.
   *
   * @return the number of tokens predicted
   */
  long train();

  /**
   * Returns the mean loss of the last step in nats per token, as evidence that the network learns.
   */
  double loss();

  /** Describes what computes: library, version, BLAS. */
  String description();

  @Override
  void close();

  /** A factory of a contender's trainers. */
  @FunctionalInterface
  interface Factory {

    /**
     * Builds the network of {@code preset}.
     *
     * @param threads the number of computing threads, of one network or one for each replica
     */
    Trainer create(Preset preset, int threads);
  }
}
