package org.unroll.train.round;

import org.unroll.math.Seeds;
import org.unroll.optim.Optimizer;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.TokenBatch;
import org.unroll.task.language.WindowShard;
import org.unroll.train.TrainConfig;
import org.unroll.train.exchange.Float32Block;
import org.unroll.train.exchange.ValueBlock;

/**
 * One shard's part of a round, a pure function: truncated back-propagation through time over
 * consecutive mini-batches, each followed by a step of the inner optimiser.
 */
public final class LocalUpdate {

  private LocalUpdate() {}

  /**
   * Trains a model on a part of a shard.
   *
   * @param model lent for the call; what it held before does not matter
   * @param config of the training run
   * @param shard the windows to train on
   * @param shardIndex the shard's number, which its dropout depends on
   * @param task which mini-batches
   * @param start the parameters to start from
   * @param hiddenState the state that the shard's round before ended with; empty for zeros
   */
  public static ShardResult run(
      LanguageModel model,
      TrainConfig config,
      WindowShard shard,
      int shardIndex,
      RoundTask task,
      RoundInput start,
      float[] hiddenState) {
    long began = System.nanoTime();
    Optimizer optimizer = new Optimizer(config.optimizer(), model.parameters().layout());
    if (config.keepOptimizerState()) {
      optimizer.resume(start.optimizerState(), task.stepsBefore());
    }
    model.setParameters(start.parameters());
    if (hiddenState.length == 0) {
      model.clearState();
    } else {
      model.setState(hiddenState);
    }

    TokenBatch batch = new TokenBatch(model.timeSteps(), model.batchSize());
    int end = Math.min(task.firstStep() + task.steps(), shard.steps(model.batchSize()));
    long tokens = 0;
    double loss = 0;
    double largestNorm = 0;
    for (int step = task.firstStep(); step < end; step++) {
      tokens += shard.fill(step, batch);
      loss += model.backward(batch, Seeds.mix(task.seed(), shardIndex, task.epoch(), step));
      double norm = optimizer.step(model.parameters(), model.gradient(), task.learningRate(step));
      largestNorm = Math.max(largestNorm, norm);
      if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
        break;
      }
    }

    float[][] state = config.keepOptimizerState() ? optimizer.state() : new float[0][];
    float[] parameters = new float[start.parameters().length];
    model.copyParametersTo(parameters);
    float[] endState = new float[model.stateSize()];
    model.copyStateTo(endState);
    double seconds = (System.nanoTime() - began) * 1e-9;
    ValueBlock[] blocks = new ValueBlock[1 + state.length];
    blocks[0] = config.updatePrecision().returned(start.parameters(), parameters);
    System.arraycopy(Float32Block.of(state), 0, blocks, 1, state.length);
    return new ShardResult(
        blocks, new ShardMetrics(endState, tokens, loss, largestNorm, seconds, 0));
  }
}
