package org.unroll.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * The measured training of one process in one iteration.
 *
 * @param tokens the number of tokens predicted
 * @param seconds the elapsed time
 * @param cpuSeconds the CPU time of all threads of the process
 */
public record Measurement(long tokens, double seconds, double cpuSeconds) {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /**
   * Measures training.
   *
   * @param training returns the number of tokens that it predicted
   */
  public static Measurement of(LongSupplier training) {
    long start = System.nanoTime();
    long cpuStart = SYSTEM.getProcessCpuTime();
    long tokens = training.getAsLong();
    return new Measurement(
        tokens, (System.nanoTime() - start) * 1e-9, (SYSTEM.getProcessCpuTime() - cpuStart) * 1e-9);
  }

  /** Measures calls of {@link Trainer#train} until at least {@code seconds} have passed. */
  static Measurement of(Trainer trainer, double seconds) {
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

  /** Returns the tokens per second of elapsed time. */
  public double tokensPerSecond() {
    return tokens / seconds;
  }

  /** Returns the tokens per second of CPU time. */
  public double tokensPerCpuSecond() {
    return tokens / cpuSeconds;
  }
}
