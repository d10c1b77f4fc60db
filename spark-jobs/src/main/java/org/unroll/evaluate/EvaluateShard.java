package org.unroll.evaluate;

import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.config.UnrollConfig;
import org.unroll.task.language.Evaluator;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.WindowShard;
import org.unroll.train.round.NetworkPool;

/** The task of one shard of an evaluation: hands what Spark brings to {@link Evaluator}. */
final class EvaluateShard implements Function<WindowShard, LanguageMetrics> {

  private static final long serialVersionUID = 1L;

  private final String configuration;
  private final int vocabularySize;
  private final Broadcast<float[]> parameters;

  EvaluateShard(String configuration, int vocabularySize, Broadcast<float[]> parameters) {
    this.configuration = configuration;
    this.vocabularySize = vocabularySize;
    this.parameters = parameters;
  }

  @Override
  public LanguageMetrics call(WindowShard shard) {
    UnrollConfig config = UnrollConfig.ofJson(configuration);
    LanguageModel model =
        NetworkPool.acquire(
            config.model(),
            vocabularySize,
            shard.windowLength() - 1,
            config.train().batchSizePerWorker());
    try {
      model.setParameters(parameters.value());
      return Evaluator.evaluate(model, shard);
    } finally {
      NetworkPool.release(model);
    }
  }
}
