package org.unroll.benchmarks.quality;

import org.unroll.config.UnrollConfig;
import org.unroll.data.Batch;
import org.unroll.model.LanguageModel;
import org.unroll.model.ScoreSink;
import org.unroll.optim.Optimizer;

/** Unroll's model and optimiser. */
final class UnrollLearner implements Learner {

  private final LanguageModel model;
  private final Optimizer optimizer;

  /**
   * A model before its training.
   *
   * @param parameters to start from
   */
  UnrollLearner(UnrollConfig config, int vocabularySize, float[] parameters) {
    this.model =
        new LanguageModel(
            config.model(),
            vocabularySize,
            config.window().length() - 1,
            config.train().batchSizePerWorker());
    model.setParameters(parameters);
    this.optimizer = new Optimizer(config.train().optimizer(), model.parameters().layout());
  }

  @Override
  public void clearState() {
    model.clearState();
  }

  @Override
  public double train(Batch batch, double learningRate) {
    double loss = model.backward(batch, 0);
    optimizer.step(model.parameters(), model.gradient(), learningRate);
    return loss;
  }

  @Override
  public double evaluate(Batch batch) {
    return model.evaluate(batch, ScoreSink.NONE);
  }

  @Override
  public void close() {
    model.close();
  }
}
