package org.unroll.benchmarks.unroll;

import org.unroll.benchmarks.Preset;
import org.unroll.benchmarks.Trainer;
import org.unroll.benchmarks.TrainerCommand;


import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The contender Unroll. One shard trains step by step; several shards train in rounds on a thread
 * each, and their parameters are averaged after each round, as on a cluster.
 */
final class UnrollTrainer implements Trainer {

  private static final int STEPS_PER_ROUND = 50;

  private final List<Replica> replicas = new ArrayList<>();
  private final ExecutorService executor;
  private final float[][] returned; // (K, parameters)

  private UnrollTrainer(Preset preset, int threads) {
    for (int shard = 0; shard < threads; shard++) {
      replicas.add(new Replica(preset, shard));
    }
    this.executor = Executors.newFixedThreadPool(threads);
    this.returned = new float[threads][replicas.get(0).model().parameters().layout().size()];
  }

  public static void main(String... arguments) {
    TrainerCommand.run("unroll", UnrollTrainer::new, arguments);
  }

  @Override
  public long train() {
    return replicas.size() == 1 ? replicas.get(0).step() : round();
  }

  private long round() {
    List<Future<Long>> futures = new ArrayList<>();
    for (int shard = 0; shard < replicas.size(); shard++) {
      Replica replica = replicas.get(shard);
      float[] parameters = returned[shard];
      futures.add(
          executor.submit(
              () -> {
                long tokens = replica.steps(STEPS_PER_ROUND);
                replica.model().copyParametersTo(parameters);
                return tokens;
              }));
    }
    long tokens = 0;
    for (Future<Long> future : futures) {
      tokens += await(future);
    }
    average();
    return tokens;
  }

  private static long await(Future<Long> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a round", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a shard failed", e.getCause());
    }
  }

  /** Averages without weights, because every shard has trained the same number of tokens. */
  private void average() {
    float[] mean = returned[0];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (float[] parameters : returned) {
        sum += parameters[i];
      }
      mean[i] = (float) (sum / returned.length);
    }
    for (Replica replica : replicas) {
      replica.model().setParameters(mean);
    }
  }

  @Override
  public double loss() {
    return replicas.get(0).loss();
  }

  @Override
  public String description() {
    return "Unroll, " + replicas.size() + (replicas.size() == 1 ? " shard" : " shards");
  }

  @Override
  public void close() {
    executor.shutdown();
    replicas.forEach(Replica::close);
  }
}
