package org.unroll.benchmarks;

import java.util.List;

/**
 * One participant of a comparison: one process, or several side by side that exchange nothing.
 *
 * @param label the name in the table
 * @param launches its processes
 */
record Contender(String label, List<Launch> launches) {

  /**
   * One process.
   *
   * @param library the library that it trains with
   * @param cores the cores that it is pinned to, in the syntax of taskset
   * @param threads the number of computing threads
   */
  record Launch(Library library, String cores, int threads) {}

  static Contender of(String label, Library library, String cores, int threads) {
    return new Contender(label, List.of(new Launch(library, cores, threads)));
  }
}
