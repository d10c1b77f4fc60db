package org.unroll.benchmarks;

import java.util.List;

/**
 * The training speed of a contender in one iteration.
 *
 * @param perSecond tokens per second
 * @param perCpuSecond tokens per second of CPU time, which does not include waiting for a core
 */
record Speed(double perSecond, double perCpuSecond) {

  /** Adds up the speeds of processes that ran side by side. */
  static Speed of(List<Measurement> measurements) {
    double perSecond = 0;
    double tokens = 0;
    double cpuSeconds = 0;
    for (Measurement measurement : measurements) {
      perSecond += measurement.tokensPerSecond();
      tokens += measurement.tokens();
      cpuSeconds += measurement.cpuSeconds();
    }
    return new Speed(perSecond, tokens / cpuSeconds);
  }
}
