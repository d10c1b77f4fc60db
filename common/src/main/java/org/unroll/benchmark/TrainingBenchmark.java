package org.unroll.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.unroll.config.UnrollConfig;
import org.unroll.math.Seeds;
import org.unroll.progress.Progress;
import org.unroll.task.language.LanguageTask;
import org.unroll.tensor.TensorLayout;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundResult;
import org.unroll.train.round.RoundSteps;
import org.unroll.train.round.ShardResult;

/**
 * A benchmark that trains a network on synthetic text, in rounds with averaging, on 1, 2, 4 ...
 * threads, and compares it with the peak of the machine's matrix products.
 *
 * <p>Rounds and the peak are measured in turn, on the same threads, so that whatever else the
 * machine does slows both. The first rounds, in which the compiler works, are not counted.
 */
public final class TrainingBenchmark {

  private static final int ROUNDS = 5;
  private static final double WARM_UP_SECONDS = 8;

  private final String preset;
  private final UnrollConfig config;
  private final LanguageTask task;
  private final Progress progress;

  /**
   * A benchmark.
   *
   * @param preset the network's name
   * @param config its shape; {@code text.maxVocabulary} is V, {@code train.shards} the largest
   *     number of threads
   */
  public TrainingBenchmark(String preset, UnrollConfig config, Progress progress) {
    this.preset = preset;
    this.config = config;
    this.task =
        new LanguageTask(
            config.model(), config.text().maxVocabulary(), config.window().length() - 1, Map.of());
    this.progress = progress;
  }

  /** Measures. */
  public BenchmarkReport run() {
    int max = config.train().rounds().shards().orElse(Runtime.getRuntime().availableProcessors());
    List<BenchmarkReport.Run> runs = new ArrayList<>();
    for (int threads = 1; threads < max; threads *= 2) {
      runs.add(run(threads));
    }
    runs.add(run(max));
    return BenchmarkReport.of(preset, runs);
  }

  private BenchmarkReport.Run run(int threads) {
    List<ShardThread> shards = new ArrayList<>();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (Progress.Stage stage =
        progress.begin(preset + ", " + threads + " threads", ROUNDS, "rounds")) {
      for (int shard = 0; shard < threads; shard++) {
        shards.add(new ShardThread(task, config, shard));
      }
      return measure(executor, shards, stage);
    } finally {
      executor.shutdown();
      shards.forEach(ShardThread::close);
    }
  }

  private BenchmarkReport.Run measure(
      ExecutorService executor, List<ShardThread> shards, Progress.Stage stage) {
    float[] parameters = task.initialValues(Seeds.mix(config.train().local().seed(), 0));
    double gigaflopPerToken = flopPerToken() * 1e-9;
    double[] speeds = new double[ROUNDS];
    double[] peaks = new double[ROUNDS];
    double[] fractions = new double[ROUNDS];
    long began = System.nanoTime();
    int round = 0;
    while (round == 0 || secondsSince(began) < WARM_UP_SECONDS) {
      peak(executor, shards);
      parameters = round(executor, shards, round++, parameters, new long[1]);
    }
    double before = peak(executor, shards);
    for (int i = 0; i < ROUNDS; i++) {
      long[] tokens = new long[1];
      long start = System.nanoTime();
      parameters = round(executor, shards, round++, parameters, tokens);
      speeds[i] = tokens[0] / secondsSince(start);
      double after = peak(executor, shards);
      peaks[i] = (before + after) / 2;
      fractions[i] = speeds[i] * gigaflopPerToken / peaks[i];
      before = after;
      stage.update(i + 1, String.format(Locale.ROOT, "%,.0f tokens/s", speeds[i]));
    }
    double speed = median(speeds);
    return new BenchmarkReport.Run(
        shards.size(), speed, speed * gigaflopPerToken, median(peaks), median(fractions));
  }

  /**
   * The operations of the matrix products: forward one for each weight, backward two; times two.
   */
  private double flopPerToken() {
    double weights = 0;
    TensorLayout layout = task.layout();
    for (String name : layout.names()) {
      TensorLayout.Slot slot = layout.slot(name);
      boolean looked = name.startsWith("embedding") && !config.model().output().tied();
      weights += slot.shape().size() == 2 && !looked ? slot.size() : 0;
    }
    return 6 * weights;
  }

  private float[] round(
      ExecutorService executor,
      List<ShardThread> shards,
      int round,
      float[] parameters,
      long[] tokens) {
    int steps = config.train().rounds().averagingFrequency();
    double[] rates = new double[steps];
    Arrays.fill(rates, config.train().learningRate().initial());
    RoundSteps roundSteps = new RoundSteps(round, round, 0, (long) round * steps, rates);
    RoundInput input =
        new RoundInput(
            parameters, new float[config.train().local().keptOptimizerBlocks()][parameters.length]);
    RoundResult result =
        RoundResult.of(
            all(executor, shards.stream().map(shard -> train(shard, roundSteps, input)).toList()),
            input,
            config.train().local().updatePrecision());
    tokens[0] += result.predictions();
    return result.parameters();
  }

  private static Callable<ShardResult> train(
      ShardThread shard, RoundSteps steps, RoundInput input) {
    return () -> shard.train(steps, input);
  }

  private static double peak(ExecutorService executor, List<ShardThread> shards) {
    return all(executor, shards.stream().map(TrainingBenchmark::peak).toList()).stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private static Callable<Double> peak(ShardThread shard) {
    return shard::peakGflops;
  }

  /** The results of calls that run at once, in the order of the calls. */
  private static <T> List<T> all(ExecutorService executor, List<Callable<T>> calls) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : executor.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread of the benchmark failed", e.getCause());
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
