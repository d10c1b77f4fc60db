package org.unroll.train.round;

import java.util.ArrayList;
import java.util.List;
import org.unroll.task.language.Evaluator;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.ModelConfig;
import org.unroll.task.language.WindowShard;
import org.unroll.train.TrainConfig;

/**
 * Trains the shards one after the other in this thread: for small data, and for what a cluster is
 * compared to.
 */
public final class LocalRoundExecutor implements RoundExecutor {

  private final ModelConfig model;
  private final TrainConfig config;
  private final int vocabularySize;
  private final List<WindowShard> training;
  private final List<WindowShard> validation;

  public LocalRoundExecutor(
      ModelConfig model,
      TrainConfig config,
      int vocabularySize,
      List<WindowShard> training,
      List<WindowShard> validation) {
    this.model = model;
    this.config = config;
    this.vocabularySize = vocabularySize;
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
  public Round begin(RoundInput start) {
    return new Round() {
      @Override
      public RoundResult train(RoundTask task, float[][] hiddenStates) {
        return LocalRoundExecutor.this.train(task, start, hiddenStates);
      }

      @Override
      public void close() {}
    };
  }

  private RoundResult train(RoundTask task, RoundInput start, float[][] hiddenStates) {
    List<ShardResult> results = new ArrayList<>();
    for (int shard = 0; shard < training.size(); shard++) {
      LanguageModel network = acquire(training.get(shard));
      try {
        results.add(
            LocalUpdate.run(
                network, config, training.get(shard), shard, task, start, hiddenStates[shard]));
      } finally {
        NetworkPool.release(network);
      }
    }
    return RoundResult.of(results, start, config.updatePrecision());
  }

  @Override
  public LanguageMetrics validate(float[] parameters) {
    LanguageMetrics total = new LanguageMetrics();
    for (WindowShard shard : validation) {
      LanguageModel network = acquire(shard);
      try {
        network.setParameters(parameters);
        total.add(Evaluator.evaluate(network, shard));
      } finally {
        NetworkPool.release(network);
      }
    }
    return total;
  }

  private LanguageModel acquire(WindowShard shard) {
    return NetworkPool.acquire(
        model, vocabularySize, shard.windowLength() - 1, config.batchSizePerWorker());
  }
}
