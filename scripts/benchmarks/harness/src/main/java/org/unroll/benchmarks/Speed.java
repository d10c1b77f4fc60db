package org.unroll.benchmarks;

import java.util.List;

/**
 * How fast a contender trained in one window.
 *
 * @param perSecond tokens a second
 * @param perCpuSecond tokens a second of computing, which other processes' share of the cores
 *     leaves as it is
 */
record Speed(double perSecond, double perCpuSecond) {

  /** The speed of processes side by side: what each did, added up. */
  static Speed of(List<Window> windows) {
    double perSecond = 0;
    double tokens = 0;
    double cpuSeconds = 0;
    for (Window window : windows) {
      perSecond += window.tokensPerSecond();
      tokens += window.tokens();
      cpuSeconds += window.cpuSeconds();
    }
    return new Speed(perSecond, tokens / cpuSeconds);
  }
}
