package org.unroll.benchmarks.quality;

import org.unroll.benchmarks.parity.Twin;
import org.unroll.benchmarks.pytorch.TorchNetwork;
import org.unroll.benchmarks.pytorch.TorchOptimizer;
import org.unroll.config.UnrollConfig;
import org.unroll.nn.RecurrentConfig;
import org.unroll.optim.Clipping;
import org.unroll.optim.OptimizerConfig;
import org.unroll.optim.RmsProp;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.TokenBatch;


import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/** The network and the optimiser of PyTorch, with one thread. */
@SuppressWarnings("try") // a scope works by being open
final class TorchLearner implements Learner {

  private final TorchNetwork network;
  private final TorchOptimizer optimizer;

  /**
   * Creates an untrained network.
   *
   * @param parameters the initial values, in the order of Unroll's layout
   */
  TorchLearner(UnrollConfig config, int vocabularySize, float[] parameters) {
    torch.set_num_threads(1);
    this.network =
        Twin.of(
            config.model(),
            RecurrentConfig.Direction.FORWARD,
            vocabularySize,
            config.train().local().batchSize(),
            LanguageModel.layout(config.model(), vocabularySize),
            parameters);
    this.optimizer = optimizer(config.train().local().optimizer(), network);
  }

  private static TorchOptimizer optimizer(OptimizerConfig config, TorchNetwork network) {
    if (config.rule() instanceof RmsProp rule
        && config.clipping().maxNorm() == Clipping.UNLIMITED
        && config.clipping().maxValue() != Clipping.UNLIMITED
        && config.weightDecay().rate() == 0) {
      double clipValue = config.clipping().maxValue();
      return TorchOptimizer.rmsProp(network, rule.decay(), rule.epsilon(), clipValue);
    }
    throw new IllegalArgumentException(
        "expected RMSProp with clipping by value alone and without weight decay, found " + config);
  }

  @Override
  public void clearState() {
    network.clearState();
  }

  @Override
  public double train(TokenBatch batch, double learningRate) {
    try (PointerScope scope = new PointerScope()) {
      double loss = network.backward(network.ids(batch.inputs), network.ids(batch.targets));
      optimizer.step(learningRate);
      return loss;
    }
  }

  @Override
  public double evaluate(TokenBatch batch) {
    try (PointerScope scope = new PointerScope()) {
      return network.loss(network.ids(batch.inputs), network.ids(batch.targets));
    }
  }

  @Override
  public void close() {
    // The process ends with its network.
  }
}
