package org.unroll.training;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.config.UnrollConfig;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.WindowShard;
import org.unroll.train.round.LocalUpdate;
import org.unroll.train.round.NetworkPool;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundTask;
import org.unroll.train.round.ShardResult;

/** The task of one shard in one round: hands what Spark brings to {@link LocalUpdate}. */
final class TrainShard
    implements FlatMapFunction2<Iterator<WindowShard>, Iterator<float[]>, ShardResult> {

  private static final long serialVersionUID = 1L;

  private final String configuration;
  private final int vocabularySize;
  private final RoundTask task;
  private final Broadcast<RoundInput> start;

  TrainShard(
      String configuration, int vocabularySize, RoundTask task, Broadcast<RoundInput> start) {
    this.configuration = configuration;
    this.vocabularySize = vocabularySize;
    this.task = task;
    this.start = start;
  }

  @Override
  public Iterator<ShardResult> call(Iterator<WindowShard> shards, Iterator<float[]> hiddenStates) {
    UnrollConfig config = UnrollConfig.ofJson(configuration);
    WindowShard shard = shards.next();
    long began = System.nanoTime();
    RoundInput received = start.value();
    double fetchSeconds = (System.nanoTime() - began) * 1e-9;
    LanguageModel model =
        NetworkPool.acquire(
            config.model(),
            vocabularySize,
            shard.windowLength() - 1,
            config.train().batchSizePerWorker());
    try {
      ShardResult result =
          LocalUpdate.run(
              model,
              config.train(),
              shard,
              TaskContext.getPartitionId(),
              task,
              received,
              hiddenStates.next());
      return List.of(result.afterFetching(fetchSeconds)).iterator();
    } finally {
      NetworkPool.release(model);
    }
  }
}
