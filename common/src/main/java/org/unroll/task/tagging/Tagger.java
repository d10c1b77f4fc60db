package org.unroll.task.tagging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;
import org.unroll.nn.Dense;
import org.unroll.nn.RecurrentStack;
import org.unroll.nn.input.Embedding;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.Vocabulary;

/**
 * A tagger: embeddings of words, an encoder of their characters, recurrent layers in both
 * directions, and a layer that chooses the tags (Lample et al. 2016).
 *
 * <p>Not for use by several threads at once. Memory off the heap is freed by {@link #close} alone.
 */
final class Tagger implements AutoCloseable {

  private static final String EMBEDDING = "embedding.weight";
  private static final String RECURRENT = "rnn.";
  private static final String SCORES = "scores";

  private final TaggingConfig config;
  private final int timeSteps;
  private final int batchSize;
  private final BitSet rareWords;
  private final Parameters parameters;
  private final Gradient gradient;
  private final Embedding embedding;
  private final @Nullable CharacterEncoder characters;
  private final RecurrentStack network;
  private final Dense dense;
  private final TagOutput output;
  private final OffHeapFloats memory;
  private final Matrix input; // (T * B, E + 2 Hc)
  private final Matrix wordVectors; // (T * B, E), of the input
  private final Matrix characterVectors; // (T * B, 2 Hc), of the input
  private final Matrix scores; // (T * B, K), backward their gradient
  private final int[] forms; // (T, B)
  private final int[] words; // (T, B)
  private final int[] targets; // (T, B)
  private final int[] lengths; // (B)
  private final int[] beginnings; // (B): zeros
  private int rows; // of the steps that the last batch took

  /**
   * Allocates parameters, their gradient and the workspace.
   *
   * @param shape the sizes of vocabularies and tags
   * @param timeSteps T; of a longer sentence the first T words count
   * @param batchSize B
   * @param rareWords the words that may be replaced by {@code <unk>} in training
   */
  Tagger(TaggingConfig config, TaggingShape shape, int timeSteps, int batchSize, BitSet rareWords) {
    this.config = config;
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    this.rareWords = rareWords;
    TensorLayout layout = layout(config, shape);
    this.parameters = new Parameters(layout);
    this.gradient = new Gradient(layout);
    this.embedding = new Embedding(parameters, gradient, EMBEDDING);
    this.characters =
        config.characters().hiddenSize() == 0
            ? null
            : new CharacterEncoder(config.characters(), parameters, gradient);
    this.network =
        new RecurrentStack(
            config.recurrent(), RECURRENT, timeSteps, batchSize, parameters, gradient);
    this.dense = new Dense(parameters, gradient, SCORES);
    this.output =
        switch (config.output()) {
          case CRF -> new CrfTagOutput(shape.tags(), parameters, gradient, timeSteps, batchSize);
          case SOFTMAX -> new SoftmaxTagOutput(shape.tags(), batchSize);
        };
    int maxRows = Math.multiplyExact(timeSteps, batchSize);
    int width = config.recurrent().inputSize();
    int tags = shape.tags().size();
    int inputs = Math.multiplyExact(maxRows, width);
    this.memory = new OffHeapFloats(Math.addExact(inputs, Math.multiplyExact(maxRows, tags)));
    this.input = Matrix.of(memory.slice(0, inputs), maxRows, width);
    this.wordVectors = input.columns(0, config.embeddingSize());
    this.characterVectors = input.columns(config.embeddingSize(), config.characters().outputSize());
    this.scores = Matrix.of(memory.slice(inputs, maxRows * tags), maxRows, tags);
    this.forms = new int[maxRows];
    this.words = new int[maxRows];
    this.targets = new int[maxRows];
    this.lengths = new int[batchSize];
    this.beginnings = new int[batchSize];
  }

  /** The layout of a tagger's parameters. */
  static TensorLayout layout(TaggingConfig config, TaggingShape shape) {
    TensorLayout.Builder layout = TensorLayout.builder();
    layout.add(EMBEDDING, shape.words(), config.embeddingSize());
    if (config.characters().hiddenSize() > 0) {
      CharacterEncoder.addTo(layout, config.characters(), shape.characters());
    }
    RecurrentStack.addTo(layout, RECURRENT, config.recurrent());
    Dense.addTo(layout, SCORES, config.recurrent().outputSize(), shape.tags().size());
    if (config.output() == TaggingConfig.Output.CRF) {
      CrfTagOutput.addTo(layout, shape.tags());
    }
    return layout.build();
  }

  /** The names of the tensors that are a language model's too, layer by layer from the input up. */
  static List<List<String>> layers(TaggingConfig config) {
    List<List<String>> layers = new ArrayList<>(List.of(List.of(EMBEDDING)));
    layers.addAll(RecurrentStack.names(RECURRENT, config.recurrent()));
    return layers;
  }

  Parameters parameters() {
    return parameters;
  }

  Gradient gradient() {
    return gradient;
  }

  int batchSize() {
    return batchSize;
  }

  /** T. */
  int timeSteps() {
    return timeSteps;
  }

  /**
   * Computes the loss of a mini-batch and its gradient, that of the sum of losses divided by B.
   *
   * @param examples at most B of them
   * @param seed alone decides which connections are dropped and which words are replaced
   * @return the sum of the losses, in nats
   */
  double backward(TaggedShard shard, int[] examples, long seed) {
    read(shard, examples, beginnings);
    replaceRareWords(seed);
    encode(shard, true);
    Matrix hidden = network.forward(input, lengths, seed);
    dense.forward(rows, hidden, scores);
    double loss = output.forward(scores, targets, lengths);
    output.backward(1.0 / batchSize, scores);
    dense.backward(rows, hidden, scores, network.outputGradient());
    Matrix dInput = network.backward();
    embedding.clearGradient();
    embedding.backward(rows, words, dInput.columns(0, config.embeddingSize()));
    if (characters != null) {
      characters.backward(dInput.columns(config.embeddingSize(), config.characters().outputSize()));
    }
    gradient.clearRanges();
    embedding.addRanges(gradient);
    gradient.addRange(gradient.layout().slot(EMBEDDING).size(), gradient.layout().size());
    return loss;
  }

  /**
   * Finds the most probable tags of parts of sentences.
   *
   * @param examples at most B sentences
   * @param starts of each, the first word that counts
   * @return the tags of each part: those of T words, or up to the sentence's end
   */
  int[][] tag(TaggedShard shard, int[] examples, int[] starts) {
    read(shard, examples, starts);
    encode(shard, false);
    dense.forward(rows, network.evaluate(input, lengths), scores);
    output.decode(scores, lengths, targets);
    int[][] found = new int[examples.length][];
    for (int b = 0; b < examples.length; b++) {
      found[b] = new int[lengths[b]];
      for (int step = 0; step < lengths[b]; step++) {
        found[b][step] = targets[step * batchSize + b];
      }
    }
    return found;
  }

  private void read(TaggedShard shard, int[] examples, int[] starts) {
    Arrays.fill(lengths, 0);
    int longest = 1;
    for (int b = 0; b < examples.length; b++) {
      lengths[b] = Math.min(timeSteps, shard.sentences().length(examples[b]) - starts[b]);
      longest = Math.max(longest, lengths[b]);
    }
    rows = longest * batchSize;
    Arrays.fill(forms, 0, rows, -1);
    Arrays.fill(words, 0, rows, Vocabulary.PAD);
    for (int b = 0; b < examples.length; b++) {
      for (int step = 0; step < lengths[b]; step++) {
        int row = step * batchSize + b;
        forms[row] = shard.sentences().get(examples[b], starts[b] + step);
        words[row] = shard.word(forms[row]);
        targets[row] = shard.tags().get(examples[b], starts[b] + step);
      }
    }
  }

  private void replaceRareWords(long seed) {
    long own = Seeds.mix(seed, Integer.MIN_VALUE);
    for (int row = 0; row < rows; row++) {
      if (rareWords.get(words[row])
          && Seeds.uniform(own, row) < (float) config.unknownProbability()) {
        words[row] = Vocabulary.UNK;
      }
    }
  }

  private void encode(TaggedShard shard, boolean training) {
    embedding.forward(rows, words, wordVectors);
    if (characters != null) {
      characters.forward(rows, forms, shard.characters(), training, characterVectors);
    }
  }

  @Override
  public void close() {
    parameters.close();
    gradient.close();
    network.close();
    if (characters != null) {
      characters.close();
    }
    memory.close();
  }
}
