package org.unroll.task.language;

import org.unroll.math.Seeds;
import org.unroll.task.Metrics;
import org.unroll.task.Network;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;

/** A language model that reads the windows of a shard, the state carried along each stream. */
public final class LanguageNetwork implements Network<WindowShard> {

  private final LanguageModel model;
  private final TokenBatch batch;
  private long predictions;

  /** A network around a model, which it closes. */
  public LanguageNetwork(LanguageModel model) {
    this.model = model;
    this.batch = new TokenBatch(model.timeSteps(), model.batchSize());
  }

  @Override
  public int batchSize() {
    return model.batchSize();
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  @Override
  public Gradient gradient() {
    return model.gradient();
  }

  @Override
  public double backward(WindowShard examples, long epochSeed, int step) {
    predictions = examples.fill(step, batch);
    return model.backward(batch, Seeds.at(epochSeed, step));
  }

  @Override
  public long predictions() {
    return predictions;
  }

  @Override
  public Metrics evaluate(WindowShard examples) {
    LanguageMetrics metrics = new LanguageMetrics();
    model.clearState();
    for (int step = 0; step < examples.steps(batchSize()); step++) {
      examples.fill(step, batch);
      model.evaluate(
          batch,
          (time, stream, scores, logSumExp) ->
              metrics.count(
                  batch.targets[time * batchSize() + stream],
                  scores,
                  0,
                  model.vocabularySize(),
                  logSumExp));
    }
    return metrics;
  }

  @Override
  public int stateSize() {
    return model.stateSize();
  }

  @Override
  public void clearState() {
    model.clearState();
  }

  @Override
  public void setState(float[] state) {
    model.setState(state);
  }

  @Override
  public void copyStateTo(float[] state) {
    model.copyStateTo(state);
  }

  @Override
  public void close() {
    model.close();
  }
}
