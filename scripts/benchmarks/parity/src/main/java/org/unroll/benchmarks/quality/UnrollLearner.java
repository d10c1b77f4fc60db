package org.unroll.benchmarks.quality;

import org.unroll.config.UnrollConfig;
import org.unroll.nn.output.LogitsConsumer;
import org.unroll.optim.Optimizer;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.TokenBatch;



/** The model and the optimiser of Unroll. */
final class UnrollLearner implements Learner {

  private final LanguageModel model;
  private final Optimizer optimizer;

  /**
   * Creates an untrained model.
   *
   * @param parameters the initial values
   */
  UnrollLearner(UnrollConfig config, int vocabularySize, float[] parameters) {
    this.model =
        new LanguageModel(
            config.model(),
            vocabularySize,
            config.window().length() - 1,
            config.train().local().batchSize());
    model.setParameters(parameters);
    this.optimizer = new Optimizer(config.train().local().optimizer(), model.parameters().layout());
  }

  @Override
  public void clearState() {
    model.clearState();
  }

  @Override
  public double train(TokenBatch batch, double learningRate) {
    double loss = model.backward(batch, 0);
    optimizer.step(model.parameters(), model.gradient(), learningRate);
    return loss;
  }

  @Override
  public double evaluate(TokenBatch batch) {
    return model.evaluate(batch, LogitsConsumer.NONE);
  }

  @Override
  public void close() {
    model.close();
  }
}
