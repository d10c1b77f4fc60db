package org.unroll.benchmarks.unroll;

import org.unroll.config.UnrollConfig;
import org.unroll.optim.LearningRate;
import org.unroll.optim.Optimizer;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.TokenBatch;
import org.unroll.task.language.WindowShard;
import org.unroll.tensor.TensorLayout;


import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A measurement of vanishing gradients (Bengio et al. 1994, Hochreiter et al. 2001): trains
 * Karpathy's networks of one layer on the characters of a text and prints the mean norm of
 * dL_T/dh_t for t = T - 50 to T, each relative to that of t = T.
 */
final class GradientFlow {

  private static final List<String> EXPERIMENTS =
      List.of("karpathy-rnn-1x128", "karpathy-lstm-1x128", "karpathy-gru-1x128");
  private static final int[] DISTANCES = {0, 1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 35, 40, 45, 50};
  private static final int BATCHES = 10;
  private static final long SEED = 1;

  private GradientFlow() {}

  /** Arguments: a text file and the number of epochs. */
  public static void main(String... arguments) throws IOException {
    Characters text = new Characters(Files.readString(Path.of(arguments[0])));
    int epochs = Integer.parseInt(arguments[1]);
    double[][] norms = new double[EXPERIMENTS.size()][];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = measure(UnrollConfig.experiment(EXPERIMENTS.get(i), List.of()), text, epochs);
    }
    System.out.println("| T - t | Elman | LSTM | GRU |\n|---|---|---|---|");
    for (int distance : DISTANCES) {
      StringBuilder line = new StringBuilder("| " + distance + " |");
      for (double[] norm : norms) {
        line.append(String.format(Locale.ROOT, " %.2g |", norm[distance] / norm[0]));
      }
      System.out.println(line);
    }
  }

  private static double[] measure(UnrollConfig config, Characters text, int epochs) {
    WindowShard training = text.shard(config.window(), 0, 0.9);
    WindowShard test = text.shard(config.window(), 0.9, 1);
    int timeSteps = config.window().length() - 1;
    int batchSize = config.train().local().batchSize();
    try (LanguageModel model =
        new LanguageModel(config.model(), text.vocabularySize(), timeSteps, batchSize)) {
      train(model, config, training, epochs);
      return norms(model, test);
    }
  }

  private static void train(
      LanguageModel model, UnrollConfig config, WindowShard shard, int epochs) {
    TensorLayout layout = model.parameters().layout();
    float[] start = new float[layout.size()];
    LanguageModel.initialize(start, layout, config.model(), SEED);
    model.setParameters(start);
    Optimizer optimizer = new Optimizer(config.train().local().optimizer(), layout);
    LearningRate rate = new LearningRate(config.train().learningRate());
    TokenBatch batch = new TokenBatch(model.timeSteps(), model.batchSize());
    int steps = shard.steps(model.batchSize());
    for (int epoch = 0; epoch < epochs; epoch++) {
      model.clearState();
      double loss = 0;
      long tokens = 0;
      for (int step = 0; step < steps; step++) {
        tokens += shard.fill(step, batch);
        loss += model.backward(batch, step);
        optimizer.step(model.parameters(), model.gradient(), rate.at(epoch, step));
      }
      System.err.printf(
          "%s epoch %d: %.4f nats%n", config.model().stack().cell(), epoch + 1, loss / tokens);
    }
  }

  /** Returns the mean norms over sequences and batches, indexed by the distance T - t. */
  private static double[] norms(LanguageModel model, WindowShard shard) {
    int maxDistance = DISTANCES[DISTANCES.length - 1];
    double[] sums = new double[maxDistance + 1];
    TokenBatch batch = new TokenBatch(model.timeSteps(), model.batchSize());
    try (UnrolledCell cell = new UnrolledCell(model)) {
      for (int step = 0; step < BATCHES; step++) {
        shard.fill(step, batch);
        cell.addNorms(batch, sums);
      }
    }
    for (int distance = 0; distance <= maxDistance; distance++) {
      sums[distance] /= BATCHES * model.batchSize();
    }
    return sums;
  }
}
