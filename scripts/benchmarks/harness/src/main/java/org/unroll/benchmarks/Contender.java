package org.unroll.benchmarks;

import java.util.List;

/**
 * Who is measured: one process, or several side by side that exchange nothing.
 *
 * @param label for the table
 * @param launches its processes
 */
record Contender(String label, List<Launch> launches) {

  /**
   * One process.
   *
   * @param library what it trains with
   * @param cores the cores it is pinned to, as taskset takes them
   * @param threads how many threads it computes with
   */
  record Launch(Library library, String cores, int threads) {}

  static Contender of(String label, Library library, String cores, int threads) {
    return new Contender(label, List.of(new Launch(library, cores, threads)));
  }
}
