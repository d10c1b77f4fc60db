package org.unroll.data;

import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.task.Examples;
import org.unroll.task.Metrics;
import org.unroll.task.Task;
import org.unroll.train.round.NetworkPool;

/**
 * The function that evaluates one shard.
 *
 * @param <E> the examples of the task
 */
final class EvaluateShard<E extends Examples> implements Function<E, Metrics> {

  private static final long serialVersionUID = 1L;

  private final Task<E> task;
  private final int batchSize;
  private final Broadcast<float[]> parameters;

  EvaluateShard(Task<E> task, int batchSize, Broadcast<float[]> parameters) {
    this.task = task;
    this.batchSize = batchSize;
    this.parameters = parameters;
  }

  @Override
  public Metrics call(E examples) {
    try (NetworkPool.Loan<E> loan = NetworkPool.acquire(task, batchSize)) {
      loan.network().parameters().set(parameters.value());
      return loan.network().evaluate(examples);
    }
  }
}
