package org.unroll.benchmark;

import org.unroll.config.UnrollConfig;
import org.unroll.math.SgemmPeak;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.WindowShard;
import org.unroll.train.round.LocalUpdate;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundTask;
import org.unroll.train.round.ShardResult;

/** What one thread of the benchmark has: a shard of text, a model, and matrices for the peak. */
final class ShardThread implements AutoCloseable {

  private final UnrollConfig config;
  private final int index;
  private final WindowShard shard;
  private final LanguageModel model;
  private final SgemmPeak peak = new SgemmPeak();
  private float[] hiddenState = {};

  ShardThread(UnrollConfig config, int index) {
    int batchSize = config.train().batchSizePerWorker();
    int vocabularySize = config.text().maxVocabulary();
    this.config = config;
    this.index = index;
    this.shard =
        SyntheticShard.of(
            config.window(),
            vocabularySize,
            config.train().averagingFrequency() * batchSize,
            config.train().seed() + index);
    this.model =
        new LanguageModel(config.model(), vocabularySize, shard.windowLength() - 1, batchSize);
  }

  /** A round of training, as an executor has it. */
  ShardResult train(RoundTask task, RoundInput start) {
    ShardResult result =
        LocalUpdate.run(model, config.train(), shard, index, task, start, hiddenState);
    hiddenState = result.report().hiddenState();
    return result;
  }

  double peakGflops() {
    return peak.gflops();
  }

  @Override
  public void close() {
    model.close();
    peak.close();
  }
}
