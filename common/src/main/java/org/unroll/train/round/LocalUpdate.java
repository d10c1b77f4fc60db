package org.unroll.train.round;

import java.util.List;
import java.util.Locale;
import org.unroll.errors.BadDataException;
import org.unroll.math.Seeds;
import org.unroll.optim.Optimizer;
import org.unroll.optim.RateFactors;
import org.unroll.task.Examples;
import org.unroll.task.Network;
import org.unroll.task.Task;
import org.unroll.tensor.TensorLayout;
import org.unroll.train.exchange.Float32Block;
import org.unroll.train.exchange.ValueBlock;

/**
 * One shard's part of a round, a pure function: consecutive mini-batches, each followed by a step
 * of the inner optimiser.
 *
 * @param <E> the examples of the task
 */
public final class LocalUpdate<E extends Examples> {

  private final LocalUpdateConfig config;
  private final int shard;
  private final E examples;
  private final List<List<String>> layers;

  /**
   * The update of a shard.
   *
   * @param task whose layers may have learning rates of their own
   * @param shard its number, which its dropout depends on
   * @param examples those of the shard
   */
  public LocalUpdate(Task<E> task, LocalUpdateConfig config, int shard, E examples) {
    this.config = config;
    this.shard = shard;
    this.examples = examples;
    this.layers = task.layers();
  }

  /**
   * Trains a network on the steps of a round.
   *
   * @param network lent for the call; neither its parameters nor its state before the call matter
   * @param input the parameters to start from
   * @param carriedState the state with which the shard's previous round ended; empty for zeros
   */
  public ShardResult run(
      Network<E> network, RoundSteps steps, RoundInput input, float[] carriedState) {
    long began = System.nanoTime();
    TensorLayout layout = network.parameters().layout();
    Optimizer optimizer =
        new Optimizer(
            config.optimizer(),
            layout,
            RateFactors.of(layout, layers, config.layerRates(), steps.epoch()));
    if (config.keepOptimizerState()) {
      optimizer.resume(input.optimizerState(), steps.stepsBefore());
    }
    network.parameters().set(input.parameters());
    if (carriedState.length == 0) {
      network.clearState();
    } else if (carriedState.length != network.stateSize()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "expected a carried state of %d values for shard %d in the checkpoint, found %d",
              network.stateSize(),
              shard,
              carriedState.length));
    } else {
      network.setState(carriedState);
    }

    int end = Math.min(steps.firstStep() + steps.count(), examples.steps(network.batchSize()));
    long predictions = 0;
    double loss = 0;
    double maxNorm = 0;
    long epochSeed = Seeds.mix(config.seed(), shard, steps.epoch());
    for (int step = steps.firstStep(); step < end; step++) {
      loss += network.backward(examples, epochSeed, step);
      predictions += network.predictions();
      double norm =
          optimizer.step(network.parameters(), network.gradient(), steps.learningRate(step));
      maxNorm = Math.max(maxNorm, norm);
      if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
        break;
      }
    }

    ValueBlock[] blocks = blocks(network, optimizer, input);
    float[] endState = new float[network.stateSize()];
    network.copyStateTo(endState);
    double seconds = (System.nanoTime() - began) * 1e-9;
    return new ShardResult(
        blocks, new ShardMetrics(endState, predictions, loss, maxNorm, seconds, 0));
  }

  private ValueBlock[] blocks(Network<E> network, Optimizer optimizer, RoundInput input) {
    float[][] state = config.keepOptimizerState() ? optimizer.state() : new float[0][];
    float[] parameters = new float[input.parameters().length];
    network.parameters().copyTo(parameters);
    ValueBlock[] blocks = new ValueBlock[1 + state.length];
    blocks[0] = config.updatePrecision().encode(input.parameters(), parameters);
    System.arraycopy(Float32Block.of(state), 0, blocks, 1, state.length);
    return blocks;
  }
}
