package org.unroll.training;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.task.Examples;
import org.unroll.task.Task;
import org.unroll.train.round.LocalUpdate;
import org.unroll.train.round.LocalUpdateConfig;
import org.unroll.train.round.NetworkPool;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundSteps;
import org.unroll.train.round.ShardResult;

/**
 * The function that trains one shard in one round: {@link LocalUpdate} on what Spark delivers.
 *
 * @param <E> the examples of the task
 */
final class TrainShard<E extends Examples>
    implements FlatMapFunction2<Iterator<E>, Iterator<float[]>, ShardResult> {

  private static final long serialVersionUID = 1L;

  private final Task<E> task;
  private final LocalUpdateConfig config;
  private final RoundSteps steps;
  private final Broadcast<RoundInput> input;

  TrainShard(
      Task<E> task, LocalUpdateConfig config, RoundSteps steps, Broadcast<RoundInput> input) {
    this.task = task;
    this.config = config;
    this.steps = steps;
    this.input = input;
  }

  @Override
  public Iterator<ShardResult> call(Iterator<E> shards, Iterator<float[]> carriedStates) {
    LocalUpdate<E> update =
        new LocalUpdate<>(task, config, TaskContext.getPartitionId(), shards.next());
    long began = System.nanoTime();
    RoundInput received = input.value();
    double fetchSeconds = (System.nanoTime() - began) * 1e-9;
    try (NetworkPool.Loan<E> loan = NetworkPool.acquire(task, config.batchSize())) {
      ShardResult result = update.run(loan.network(), steps, received, carriedStates.next());
      return List.of(result.withFetchSeconds(fetchSeconds)).iterator();
    }
  }
}
