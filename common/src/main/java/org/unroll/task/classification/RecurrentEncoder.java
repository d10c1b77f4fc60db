package org.unroll.task.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.nn.Pooling;
import org.unroll.nn.RecurrentStack;
import org.unroll.nn.input.Embedding;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.Vocabulary;

/** An encoder of texts: embedding, recurrent layers, and a pooling of their outputs. */
final class RecurrentEncoder implements Encoder {

  private static final String EMBEDDING = "embedding.weight";
  private static final String RECURRENT = "rnn.";

  private final TextEncoderConfig config;
  private final int timeSteps;
  private final int batchSize;
  private final Embedding embedding;
  private final RecurrentStack network;
  private final Pooling pooling;
  private final OffHeapFloats memory;
  private final Matrix vectors; // (T * B, E)
  private final Matrix pooled; // (B, W)
  private final Matrix dPooled; // (B, W)
  private final int[] ids; // (T, B)
  private final int[] lengths; // (B)
  private int rows; // of the steps that the last batch took

  /**
   * Builds an encoder over a model's blocks.
   *
   * @param timeSteps T; of a longer text the first T tokens count
   * @param batchSize B
   */
  RecurrentEncoder(
      TextEncoderConfig config,
      int timeSteps,
      int batchSize,
      Parameters parameters,
      Gradient gradient) {
    this.config = config;
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    this.embedding = new Embedding(parameters, gradient, EMBEDDING);
    this.network =
        new RecurrentStack(
            config.recurrent(), RECURRENT, timeSteps, batchSize, parameters, gradient);
    this.pooling = new Pooling(config.pooling(), config.recurrent(), batchSize);
    int maxRows = Math.multiplyExact(timeSteps, batchSize);
    int input = Math.multiplyExact(maxRows, config.embeddingSize());
    int width = config.outputSize();
    int output = Math.multiplyExact(batchSize, width);
    this.memory = new OffHeapFloats(Math.addExact(input, 2 * output));
    this.vectors = Matrix.of(memory.slice(0, input), maxRows, config.embeddingSize());
    this.pooled = Matrix.of(memory.slice(input, output), batchSize, width);
    this.dPooled = Matrix.of(memory.slice(input + output, output), batchSize, width);
    this.ids = new int[maxRows];
    this.lengths = new int[batchSize];
  }

  static void addTo(TensorLayout.Builder layout, TextEncoderConfig config) {
    layout.add(EMBEDDING, config.vocabularySize(), config.embeddingSize());
    RecurrentStack.addTo(layout, RECURRENT, config.recurrent());
  }

  static List<List<String>> layers(TextEncoderConfig config) {
    List<List<String>> layers = new ArrayList<>(List.of(List.of(EMBEDDING)));
    layers.addAll(RecurrentStack.names(RECURRENT, config.recurrent()));
    return layers;
  }

  @Override
  public Matrix forward(LabelledShard shard, int[] examples, long dropoutSeed) {
    read(shard, examples);
    pooling.forward(network.forward(vectors, lengths, dropoutSeed), lengths, pooled);
    return pooled;
  }

  @Override
  public Matrix evaluate(LabelledShard shard, int[] examples) {
    read(shard, examples);
    pooling.forward(network.evaluate(vectors, lengths), lengths, pooled);
    return pooled;
  }

  private void read(LabelledShard shard, int[] examples) {
    Arrays.fill(lengths, 0);
    int longest = 1;
    for (int b = 0; b < examples.length; b++) {
      lengths[b] = Math.min(timeSteps, shard.tokens().length(examples[b]));
      longest = Math.max(longest, lengths[b]);
    }
    rows = longest * batchSize;
    Arrays.fill(ids, 0, rows, Vocabulary.PAD);
    for (int b = 0; b < examples.length; b++) {
      for (int step = 0; step < lengths[b]; step++) {
        ids[step * batchSize + b] = shard.tokens().get(examples[b], step);
      }
    }
    embedding.forward(rows, ids, vectors);
  }

  @Override
  public Matrix outputGradient() {
    return dPooled;
  }

  @Override
  public void backward() {
    pooling.backward(dPooled, lengths, network.outputGradient());
    embedding.clearGradient();
    embedding.backward(rows, ids, network.backward());
  }

  @Override
  public void addRanges(Gradient gradient) {
    embedding.addRanges(gradient);
    int recurrent = gradient.layout().slot(RECURRENT + "weight_ih_l0").offset();
    gradient.addRange(recurrent, recurrent + recurrentValues(gradient.layout()));
  }

  private int recurrentValues(TensorLayout layout) {
    return layout.names().stream()
        .filter(name -> name.startsWith(RECURRENT))
        .mapToInt(name -> layout.slot(name).size())
        .sum();
  }

  @Override
  public void close() {
    network.close();
    memory.close();
  }
}
