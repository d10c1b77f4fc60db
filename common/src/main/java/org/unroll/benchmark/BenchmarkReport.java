package org.unroll.benchmark;

import java.util.List;

/**
 * The training speed of a network, with all threads.
 *
 * @param preset the network's name
 * @param tokensPerSecond tokens predicted, all threads together
 * @param gflops 10^9 floating-point operations a second, those of the matrix products alone
 * @param sgemmPeakGflops what products of large matrices reach, on as many threads
 * @param fractionOfPeak the median ratio of the two over the rounds, measured next to each other
 * @param threads how many shards train at once
 * @param runs the same for fewer threads, and for all
 */
public record BenchmarkReport(
    String preset,
    double tokensPerSecond,
    double gflops,
    double sgemmPeakGflops,
    double fractionOfPeak,
    int threads,
    List<Run> runs) {

  /** The figures for one number of threads. */
  public record Run(
      int threads,
      double tokensPerSecond,
      double gflops,
      double sgemmPeakGflops,
      double fractionOfPeak) {}

  static BenchmarkReport of(String preset, List<Run> runs) {
    Run all = runs.get(runs.size() - 1);
    return new BenchmarkReport(
        preset,
        all.tokensPerSecond(),
        all.gflops(),
        all.sgemmPeakGflops(),
        all.fractionOfPeak(),
        all.threads(),
        runs);
  }
}
