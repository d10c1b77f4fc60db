package org.unroll.benchmarks.quality;

import org.unroll.benchmarks.Measurement;
import org.unroll.config.UnrollConfig;
import org.unroll.optim.LearningRate;
import org.unroll.task.language.TokenBatch;
import org.unroll.task.language.WindowShard;


import java.util.Locale;

/** The training of one learner on a text, epoch by epoch. */
final class TrainingRun {

  private final Learner learner;
  private final Corpus corpus;
  private final LearningRate rate;
  private final TokenBatch batch;

  TrainingRun(Learner learner, Corpus corpus, UnrollConfig config) {
    this.learner = learner;
    this.corpus = corpus;
    this.rate = new LearningRate(config.train().learningRate());
    this.batch = new TokenBatch(config.window().length() - 1, config.train().local().batchSize());
  }

  /**
   * The result of an epoch.
   *
   * @param training the mean loss during the epoch, in nats per character
   * @param validation the validation loss after it, in nats per character
   * @param test the test loss after it, in nats per character
   * @param speed the measured training of the epoch
   */
  record Epoch(double training, double validation, double test, Measurement speed) {

    static String header() {
      return "training\tvalidation\ttest\tcharacters/s\tcharacters/s of CPU";
    }

    String row() {
      return String.format(
          Locale.ROOT,
          "%.4f\t%.4f\t%.4f\t%.0f\t%.0f",
          training,
          validation,
          test,
          speed.tokensPerSecond(),
          speed.tokensPerCpuSecond());
    }
  }

  /** Trains an epoch, counted from 0, then evaluates the validation and test parts. */
  Epoch epoch(int epoch) {
    double[] loss = new double[1];
    Measurement speed = Measurement.of(() -> train(epoch, loss));
    return new Epoch(
        loss[0] / speed.tokens(), evaluate(corpus.validation()), evaluate(corpus.test()), speed);
  }

  private long train(int epoch, double[] loss) {
    learner.clearState();
    int steps = corpus.training().steps(batch.batchSize());
    long characters = 0;
    for (int step = 0; step < steps; step++) {
      characters += corpus.training().fill(step, batch);
      loss[0] += learner.train(batch, rate.at(epoch, (long) epoch * steps + step));
    }
    return characters;
  }

  /** Returns the mean loss in nats per character. */
  private double evaluate(WindowShard part) {
    learner.clearState();
    double loss = 0;
    long characters = 0;
    for (int step = 0; step < part.steps(batch.batchSize()); step++) {
      characters += part.fill(step, batch);
      loss += learner.evaluate(batch);
    }
    return loss / characters;
  }
}
