package org.unroll.benchmarks.tasks;

import org.unroll.optim.Optimizer;
import org.unroll.optim.OptimizerConfig;
import org.unroll.task.Examples;
import org.unroll.task.Network;

/**
 * The network and the optimiser of Unroll: one shard as the rounds train it, without the rounds.
 *
 * @param <E> the examples of the task
 */
final class UnrollLearner<E extends Examples> implements Learner {

  private final LearningProblem<E> problem;
  private final Network<E> network;
  private Optimizer optimizer;

  UnrollLearner(LearningProblem<E> problem) {
    this.problem = problem;
    this.network = problem.task().newNetwork(problem.batchSize());
    network.parameters().set(problem.initialValues());
    this.optimizer = newOptimizer();
  }

  private Optimizer newOptimizer() {
    OptimizerConfig config = problem.train().local().optimizer();
    return new Optimizer(config, network.parameters().layout());
  }

  @Override
  public void reset() {
    network.parameters().set(problem.initialValues());
    optimizer = newOptimizer();
  }

  @Override
  public double train(long epochSeed, int step, double learningRate) {
    double loss = network.backward(problem.training(), epochSeed, step);
    optimizer.step(network.parameters(), network.gradient(), learningRate);
    return loss;
  }

  @Override
  public float[] parameters() {
    float[] values = new float[network.parameters().size()];
    network.parameters().copyTo(values);
    return values;
  }

  @Override
  public float[] gradient() {
    float[] values = new float[network.parameters().size()];
    network.gradient().buffer().get(0, values);
    return values;
  }

  @Override
  public void close() {
    network.close();
  }
}
