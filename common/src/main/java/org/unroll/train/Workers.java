package org.unroll.train;

import java.util.List;
import org.unroll.evaluation.Evaluation;

/** Whoever trains the shards: executors of a cluster, or this thread. */
public interface Workers {

  /** K, the number of shards. */
  int shards();

  /**
   * Trains every shard for a round.
   *
   * @param task which mini-batches
   * @param start the parameters and optimiser state that all start from
   * @param hiddenStates each shard's own state; an empty array stands for zeros
   * @return the results, by shard
   */
  List<LocalResult> train(RoundTask task, WorkerStart start, float[][] hiddenStates);

  /** Evaluates parameters on the validation split. */
  Evaluation validate(float[] parameters);
}
