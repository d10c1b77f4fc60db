package org.unroll.train;

import java.util.ArrayList;
import java.util.List;
import org.unroll.data.Shard;
import org.unroll.evaluation.Evaluation;
import org.unroll.evaluation.Evaluator;
import org.unroll.model.LanguageModel;
import org.unroll.model.ModelConfig;

/**
 * Trains the shards one after the other in this thread: for small data, and for what a cluster is
 * compared to.
 */
public final class LocalWorkers implements Workers {

  private final ModelConfig model;
  private final TrainConfig config;
  private final int vocabularySize;
  private final List<Shard> training;
  private final List<Shard> validation;

  public LocalWorkers(
      ModelConfig model,
      TrainConfig config,
      int vocabularySize,
      List<Shard> training,
      List<Shard> validation) {
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
  public Round begin(WorkerStart start) {
    return new Round() {
      @Override
      public RoundResult train(RoundTask task, float[][] hiddenStates) {
        return LocalWorkers.this.train(task, start, hiddenStates);
      }

      @Override
      public void close() {}
    };
  }

  private RoundResult train(RoundTask task, WorkerStart start, float[][] hiddenStates) {
    List<LocalResult> results = new ArrayList<>();
    for (int shard = 0; shard < training.size(); shard++) {
      LanguageModel borrowed = borrow(training.get(shard));
      try {
        results.add(
            LocalUpdate.run(
                borrowed, config, training.get(shard), shard, task, start, hiddenStates[shard]));
      } finally {
        ModelPool.giveBack(borrowed);
      }
    }
    return RoundResult.of(results, start, config.deltas());
  }

  @Override
  public Evaluation validate(float[] parameters) {
    Evaluation total = new Evaluation();
    for (Shard shard : validation) {
      LanguageModel borrowed = borrow(shard);
      try {
        borrowed.setParameters(parameters);
        total.add(Evaluator.evaluate(borrowed, shard));
      } finally {
        ModelPool.giveBack(borrowed);
      }
    }
    return total;
  }

  private LanguageModel borrow(Shard shard) {
    return ModelPool.borrow(
        model, vocabularySize, shard.windowLength() - 1, config.batchSizePerWorker());
  }
}
