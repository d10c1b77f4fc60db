package org.unroll.benchmarks.kernels;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The command line that measures the kernels, each in a fork of its own, and prints a table. */
final class KernelsCommand {

  private static final int FORKS = 1;
  private static final int WARMUP_ITERATIONS = 3;
  private static final int MEASUREMENT_ITERATIONS = 3;
  private static final TimeValue ITERATION_TIME = TimeValue.seconds(1);

  private KernelsCommand() {}

  /** Arguments: none, or a regular expression that selects kernels by name. */
  public static void main(String... arguments) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(arguments.length == 0 ? KernelsCommand.class.getPackageName() : arguments[0])
            .mode(Mode.Throughput)
            .timeUnit(TimeUnit.SECONDS)
            .forks(FORKS)
            .warmupIterations(WARMUP_ITERATIONS)
            .warmupTime(ITERATION_TIME)
            .measurementIterations(MEASUREMENT_ITERATIONS)
            .measurementTime(ITERATION_TIME)
            .shouldFailOnError(true)
            .build();
    print(new Runner(options).run(), System.out);
  }

  private static void print(Collection<RunResult> results, PrintStream out) {
    out.println("\n| kernel | of | microseconds | speed |\n|---|---|---|---|");
    for (RunResult result : results) {
      out.println(row(result));
    }
  }

  private static String row(RunResult result) {
    String name = result.getParams().getBenchmark();
    String kernel = name.substring(KernelsCommand.class.getPackageName().length() + 1);
    String of =
        result.getParams().getParamsKeys().stream()
            .map(key -> result.getParams().getParam(key))
            .collect(Collectors.joining(", "))
            .toLowerCase(Locale.ROOT)
            .replace('_', ' ');
    double perSecond = result.getPrimaryResult().getScore();
    return String.format(
        Locale.ROOT, "| %s | %s | %.1f | %s |", kernel, of, 1e6 / perSecond, speed(result));
  }

  /** Formats the rate of the kernel's counter: {@link Operations} or {@link Traffic}. */
  private static String speed(RunResult result) {
    Map<String, ? extends Result<?>> counted = secondary(result);
    return counted.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "%.1f %s",
                    1e-9 * entry.getValue().getScore(),
                    entry.getKey().equals("bytes") ? "GB/s" : "GFLOP/s"))
        .collect(Collectors.joining(", "));
  }

  @SuppressWarnings("rawtypes") // JMH's signature
  private static Map<String, ? extends Result<?>> secondary(RunResult result) {
    Map<String, Result> found = result.getSecondaryResults();
    return found.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> (Result<?>) entry.getValue()));
  }
}
