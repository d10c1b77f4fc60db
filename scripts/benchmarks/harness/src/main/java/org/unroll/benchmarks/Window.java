package org.unroll.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

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

  /**
   * Measures training.
   *
   * @param training returns the number of tokens that it predicted
   */
  public static Window of(LongSupplier training) {
    long start = System.nanoTime();
    long cpuStart = SYSTEM.getProcessCpuTime();
    long tokens = training.getAsLong();
    return new Window(
        tokens, (System.nanoTime() - start) * 1e-9, (SYSTEM.getProcessCpuTime() - cpuStart) * 1e-9);
  }

  /** Trains for at least {@code seconds}, and to the end of the piece in hand. */
  static Window measure(Trainer trainer, double seconds) {
    return of(
        () -> {
          long start = System.nanoTime();
          long tokens = 0;
          do {
            tokens += trainer.train();
          } while ((System.nanoTime() - start) * 1e-9 < seconds);
          return tokens;
        });
  }

  /** The speed over the whole window. */
  public double tokensPerSecond() {
    return tokens / seconds;
  }

  /** The speed over the whole window, had no other process taken a share of the cores. */
  public double tokensPerCpuSecond() {
    return tokens / cpuSeconds;
  }
}
