package org.unroll.benchmarks.parity;

import org.unroll.benchmarks.Preset;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.TokenBatch;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;





/** A language model, which carries its state from batch to batch. */
final class CarryingNetwork implements Network {

  private final LanguageModel model;

  CarryingNetwork(Subject subject) {
    Preset preset = subject.preset();
    this.model =
        new LanguageModel(
            subject.config(), preset.vocabularySize(), preset.timeSteps(), preset.batchSize());
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
  public float[] scores(TokenBatch batch) {
    int words = model.vocabularySize();
    float[] all = new float[batch.targets.length * words];
    model.evaluate(
        batch,
        (time, stream, scores, logSumExp) ->
            System.arraycopy(
                scores, 0, all, (time * batch.batchSize() + stream) * words, words));
    return all;
  }

  @Override
  public double backward(TokenBatch batch) {
    return model.backward(batch, 0);
  }

  @Override
  public void close() {
    model.close();
  }
}
