package org.unroll.benchmark;

import org.unroll.config.UnrollConfig;
import org.unroll.math.SgemmPeak;
import org.unroll.task.Network;
import org.unroll.task.language.LanguageTask;
import org.unroll.task.language.WindowShard;
import org.unroll.train.round.LocalUpdate;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundSteps;
import org.unroll.train.round.ShardResult;

/** One thread of the benchmark, with a shard of text, a network, and matrices for the peak. */
final class ShardThread implements AutoCloseable {

  private final LocalUpdate<WindowShard> update;
  private final Network<WindowShard> network;
  private final SgemmPeak peak = new SgemmPeak();
  private float[] carriedState = {};

  ShardThread(LanguageTask task, UnrollConfig config, int index) {
    int batchSize = config.train().local().batchSize();
    WindowShard shard =
        SyntheticShard.of(
            config.window(),
            config.text().maxVocabulary(),
            config.train().rounds().averagingFrequency() * batchSize,
            config.train().local().seed() + index);
    this.update = new LocalUpdate<>(task, config.train().local(), index, shard);
    this.network = task.newNetwork(batchSize);
  }

  /** A round of training, as an executor has it. */
  ShardResult train(RoundSteps steps, RoundInput input) {
    ShardResult result = update.run(network, steps, input, carriedState);
    carriedState = result.metrics().carriedState();
    return result;
  }

  double peakGflops() {
    return peak.gflops();
  }

  @Override
  public void close() {
    network.close();
    peak.close();
  }
}
