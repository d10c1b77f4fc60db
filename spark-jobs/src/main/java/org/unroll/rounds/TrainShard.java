package org.unroll.rounds;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.config.UnrollConfig;
import org.unroll.data.Shard;
import org.unroll.model.LanguageModel;
import org.unroll.train.LocalResult;
import org.unroll.train.LocalUpdate;
import org.unroll.train.ModelPool;
import org.unroll.train.RoundTask;
import org.unroll.train.WorkerStart;

/** The task of one shard in one round: hands what Spark brings to {@link LocalUpdate}. */
final class TrainShard
    implements FlatMapFunction2<Iterator<Shard>, Iterator<float[]>, LocalResult> {

  private static final long serialVersionUID = 1L;

  private final String configuration;
  private final int vocabularySize;
  private final RoundTask task;
  private final Broadcast<WorkerStart> start;

  TrainShard(
      String configuration, int vocabularySize, RoundTask task, Broadcast<WorkerStart> start) {
    this.configuration = configuration;
    this.vocabularySize = vocabularySize;
    this.task = task;
    this.start = start;
  }

  @Override
  public Iterator<LocalResult> call(Iterator<Shard> shards, Iterator<float[]> hiddenStates) {
    UnrollConfig config = UnrollConfig.ofJson(configuration);
    Shard shard = shards.next();
    long began = System.nanoTime();
    WorkerStart received = start.value();
    double fetchSeconds = (System.nanoTime() - began) * 1e-9;
    LanguageModel model =
        ModelPool.borrow(
            config.model(),
            vocabularySize,
            shard.windowLength() - 1,
            config.train().batchSizePerWorker());
    try {
      LocalResult result =
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
      ModelPool.giveBack(model);
    }
  }
}
