package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.unroll.benchmark.BenchmarkReport;
import org.unroll.benchmark.TrainingBenchmark;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.progress.Progress;
import picocli.CommandLine.Command;

@Command(
    name = "benchmark",
    description =
        "Measures how fast this machine trains the network named by benchmark.preset, without"
            + " Spark, relative to its matrix-multiplication peak.")
public final class BenchmarkCommand extends UnrollCommand<BenchmarkReport> {

  private static final String PRESET = "benchmark.preset";

  @Override
  Set<String> keysRead() {
    return Set.of("benchmark.preset");
  }

  @Override
  BenchmarkReport execute(UnrollConfig config, Progress progress) {
    refuseOtherKeys(config);
    String preset = config.benchmarkPreset();
    return new TrainingBenchmark(preset, UnrollConfig.experiment(preset, List.of()), progress)
        .run();
  }

  private static void refuseOtherKeys(UnrollConfig config) {
    config
        .firstDifference(UnrollConfig.defaults(), Set.of(PRESET))
        .ifPresent(
            key -> {
              throw new ConfigurationException(
                  "benchmark measures a preset unchanged: expected no key except "
                      + PRESET
                      + ", found "
                      + key
                      + " = "
                      + config.resolved().getValue(key).unwrapped());
            });
  }

  @Override
  void describe(BenchmarkReport report, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-16s %8s %12s %10s %12s %10s%n",
        report.preset(),
        "threads",
        "tokens/s",
        "GFLOP/s",
        "sgemm peak",
        "fraction");
    for (BenchmarkReport.Run run : report.runs()) {
      out.printf(
          Locale.ROOT,
          "%-16s %8d %,12.0f %10.1f %12.1f %10.2f%n",
          "",
          run.threads(),
          run.tokensPerSecond(),
          run.gflops(),
          run.sgemmPeakGflops(),
          run.fractionOfPeak());
    }
  }
}
