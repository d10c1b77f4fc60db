package org.unroll.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * One window of measured training.
 *
 * @param tokens the number of tokens predicted in it
 * @param seconds how long it took
 * @param cpuSeconds how long the process's threads computed in it, added up
 */
public record Window(long tokens, double seconds, double cpuSeconds) {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Trains for at least {@code seconds}, and to the end of the piece in hand. */
  static Window measure(Trainer trainer, double seconds) {
    long start = System.nanoTime();
    long cpuStart = SYSTEM.getProcessCpuTime();
    long tokens = 0;
    double elapsed;
    do {
      tokens += trainer.train();
      elapsed = (System.nanoTime() - start) * 1e-9;
    } while (elapsed < seconds);
    return new Window(tokens, elapsed, (SYSTEM.getProcessCpuTime() - cpuStart) * 1e-9);
  }

  /** The speed over the whole window. */
  public double tokensPerSecond() {
    return tokens / seconds;
  }
}
