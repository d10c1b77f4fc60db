package org.unroll.benchmarks.tasks;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.unroll.benchmarks.pytorch.TorchOptimizer;
import org.unroll.math.Seeds;
import org.unroll.optim.Adagrad;
import org.unroll.optim.Adam;
import org.unroll.optim.OptimizerConfig;
import org.unroll.optim.RmsProp;
import org.unroll.optim.Sgd;
import org.unroll.optim.UpdateRule;
import org.unroll.optim.WeightDecay;
import org.unroll.task.Examples;
import org.unroll.task.batch.BatchOrder;
import org.unroll.tensor.TensorLayout;

/**
 * The network and the optimiser of PyTorch, with one thread.
 *
 * @param <E> the examples of the task
 */
@SuppressWarnings("try") // a scope works by being open
final class TorchLearner<E extends Examples> implements Learner {

  private final LearningProblem<E> problem;
  private final TensorLayout layout;
  private final TorchTask<E> network;
  private TorchOptimizer optimizer;
  private long orderSeed;
  private @Nullable BatchOrder order; // of the epoch with that seed

  /**
   * Creates a network with the problem's initial values.
   *
   * @throws IllegalArgumentException if PyTorch has no such network or optimiser
   */
  TorchLearner(LearningProblem<E> problem) {
    torch.set_num_threads(1);
    this.problem = problem;
    this.layout = problem.task().layout();
    this.network = TorchTask.of(problem.task());
    Set<String> names = network.parameters().names();
    if (!names.equals(layout.names())) {
      throw new IllegalStateException("expected " + layout.names() + ", found " + names);
    }
    setInitialValues();
    this.optimizer = newOptimizer();
  }

  private void setInitialValues() {
    float[] values = problem.initialValues();
    for (String name : layout.names()) {
      TensorLayout.Slot slot = layout.slot(name);
      int end = slot.offset() + slot.size();
      network.parameters().set(name, Arrays.copyOfRange(values, slot.offset(), end));
    }
  }

  private TorchOptimizer newOptimizer() {
    OptimizerConfig config = problem.train().local().optimizer();
    return TorchOptimizer.of(
        network.parameters().vector(),
        rule(config.rule(), config.weightDecay()),
        config.clipping().maxNorm(),
        config.clipping().maxValue());
  }

  private static TorchOptimizer.Rule rule(UpdateRule rule, WeightDecay decay) {
    boolean decoupled = decay.rate() > 0 && decay.form() == WeightDecay.Form.DECOUPLED;
    if (rule instanceof Adam adam) {
      return decoupled
          ? TorchOptimizer.Rule.adamW(adam.beta1(), adam.beta2(), adam.epsilon(), decay.rate())
          : TorchOptimizer.Rule.adam(adam.beta1(), adam.beta2(), adam.epsilon(), decay.rate());
    }
    if (rule instanceof Sgd sgd && !decoupled) {
      return TorchOptimizer.Rule.sgd(sgd.momentum(), decay.rate());
    }
    if (rule instanceof RmsProp rmsProp && !decoupled) {
      return TorchOptimizer.Rule.rmsProp(rmsProp.decay(), rmsProp.epsilon(), decay.rate());
    }
    String reason =
        rule instanceof Adagrad ? " (in PyTorch epsilon stands outside of the root)" : "";
    throw new IllegalArgumentException(
        "expected sgd, rmsprop, adam or adamw, found " + rule + ", " + decay + reason);
  }

  @Override
  public void reset() {
    setInitialValues();
    optimizer = newOptimizer();
  }

  @Override
  public double train(long epochSeed, int step, double learningRate) {
    int[] batch = order(epochSeed).batch(step);
    try (PointerScope scope = new PointerScope()) {
      network.parameters().clearGradients();
      Tensor loss = network.loss(problem.training(), batch, Seeds.at(epochSeed, step));
      loss.div(new Scalar((double) problem.batchSize())).backward();
      optimizer.step(learningRate);
      return loss.item_double();
    }
  }

  private BatchOrder order(long epochSeed) {
    if (order == null || orderSeed != epochSeed) {
      order =
          BatchOrder.shuffled(network.lengths(problem.training()), problem.batchSize(), epochSeed);
      orderSeed = epochSeed;
    }
    return order;
  }

  @Override
  public float[] parameters() {
    return collect(network.parameters()::values);
  }

  @Override
  public float[] gradient() {
    return collect(network.parameters()::gradient);
  }

  private float[] collect(Function<String, float[]> values) {
    float[] all = new float[layout.size()];
    for (String name : layout.names()) {
      TensorLayout.Slot slot = layout.slot(name);
      System.arraycopy(values.apply(name), 0, all, slot.offset(), slot.size());
    }
    return all;
  }

  @Override
  public void close() {
    // The process ends with its network.
  }
}
