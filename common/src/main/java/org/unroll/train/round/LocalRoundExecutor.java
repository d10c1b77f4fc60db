package org.unroll.train.round;

import java.util.ArrayList;
import java.util.List;
import org.unroll.task.Examples;
import org.unroll.task.Metrics;
import org.unroll.task.Task;

/**
 * A round executor that trains the shards one after the other in the calling thread: for small
 * data, and as the reference for what a cluster computes.
 *
 * @param <E> the examples of the task
 */
public final class LocalRoundExecutor<E extends Examples> implements RoundExecutor {

  private final Task<E> task;
  private final LocalUpdateConfig config;
  private final List<E> training;
  private final List<E> validation;

  /**
   * An executor.
   *
   * @param training the shards of the training split
   * @param validation those of the validation split
   */
  public LocalRoundExecutor(
      Task<E> task, LocalUpdateConfig config, List<E> training, List<E> validation) {
    this.task = task;
    this.config = config;
    this.training = List.copyOf(training);
    this.validation = List.copyOf(validation);
  }

  @Override
  public int shards() {
    return training.size();
  }

  @Override
  public int cores() {
    return 1;
  }

  @Override
  public Round begin(RoundInput input) {
    return new Round() {
      @Override
      public RoundResult train(RoundSteps steps, float[][] carriedStates) {
        return LocalRoundExecutor.this.train(steps, input, carriedStates);
      }

      @Override
      public void close() {}
    };
  }

  private RoundResult train(RoundSteps steps, RoundInput input, float[][] carriedStates) {
    List<ShardResult> results = new ArrayList<>();
    for (int shard = 0; shard < training.size(); shard++) {
      LocalUpdate<E> update = new LocalUpdate<>(task, config, shard, training.get(shard));
      try (NetworkPool.Loan<E> loan = NetworkPool.acquire(task, config.batchSize())) {
        results.add(update.run(loan.network(), steps, input, carriedStates[shard]));
      }
    }
    return RoundResult.of(results, input, config.updatePrecision());
  }

  @Override
  public Metrics validate(float[] parameters) {
    Metrics total = task.newMetrics();
    for (E examples : validation) {
      try (NetworkPool.Loan<E> loan = NetworkPool.acquire(task, config.batchSize())) {
        loan.network().parameters().set(parameters);
        total.add(loan.network().evaluate(examples));
      }
    }
    return total;
  }
}
