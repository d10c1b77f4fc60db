package org.unroll.task.tagging;

import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.VectorMath;
import org.unroll.nn.Pooling;
import org.unroll.nn.RecurrentStack;
import org.unroll.nn.input.Embedding;
import org.unroll.task.batch.RaggedInts;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;

/** Forms of words that are read side by side, with the memory for it. */
final class FormBatch implements AutoCloseable {

  private final int timeSteps;
  private final int capacity;
  private final Embedding embedding;
  private final RecurrentStack network;
  private final Pooling pooling;
  private final OffHeapFloats memory;
  private final Matrix input; // (T * F, E)
  private final Matrix pooled; // (F, 2 H)
  private final Matrix dPooled; // (F, 2 H)
  private final int[] ids; // (T, F)
  private final int[] lengths; // (F)
  private final float[] sum; // (2 H)
  private int count;
  private int rows; // of the steps that the present forms take

  /**
   * Allocates a batch.
   *
   * @param timeSteps T; of a longer form the first characters count
   * @param capacity F
   * @param embedding of the characters
   * @param gradient receives the gradients of the recurrent layer
   */
  FormBatch(
      TaggingConfig.Characters config,
      int timeSteps,
      int capacity,
      Embedding embedding,
      Parameters parameters,
      Gradient gradient) {
    this.timeSteps = timeSteps;
    this.capacity = capacity;
    this.embedding = embedding;
    this.network =
        new RecurrentStack(
            config.recurrent(),
            CharacterEncoder.RECURRENT,
            timeSteps,
            capacity,
            parameters,
            gradient);
    this.pooling = new Pooling(Pooling.Kind.LAST, config.recurrent(), capacity);
    int inputs = timeSteps * capacity * config.embeddingSize();
    int outputs = capacity * config.outputSize();
    this.memory = new OffHeapFloats(inputs + 2 * outputs);
    this.input = Matrix.of(memory.slice(0, inputs), timeSteps * capacity, config.embeddingSize());
    this.pooled = Matrix.of(memory.slice(inputs, outputs), capacity, config.outputSize());
    this.dPooled =
        Matrix.of(memory.slice(inputs + outputs, outputs), capacity, config.outputSize());
    this.ids = new int[timeSteps * capacity];
    this.lengths = new int[capacity];
    this.sum = new float[config.outputSize()];
  }

  /** Begins a batch without forms. */
  void clear() {
    count = 0;
    Arrays.fill(lengths, 0);
    Arrays.fill(ids, 0);
  }

  /** Adds a form, at most F of them; returns its place. */
  int add(RaggedInts characters, int form) {
    int length = Math.min(timeSteps, characters.length(form));
    for (int step = 0; step < length; step++) {
      ids[step * capacity + count] = characters.get(form, step);
    }
    lengths[count] = length;
    return count++;
  }

  /** Encodes the forms that were added. */
  void forward(boolean training) {
    int longest = 1;
    for (int form = 0; form < count; form++) {
      longest = Math.max(longest, lengths[form]);
    }
    rows = longest * capacity;
    embedding.forward(rows, ids, input);
    Matrix encoded =
        training ? network.forward(input, lengths, 0) : network.evaluate(input, lengths);
    pooling.forward(encoded, lengths, pooled);
  }

  /** Copies the vector of a form to a row of {@code output}, (R, 2 H). */
  void copyTo(int place, Matrix output, int row) {
    output.putRow(row, pooled, place);
  }

  /** Sets the gradients of all vectors to zero. */
  void clearGradient() {
    for (int form = 0; form < capacity; form++) {
      dPooled.clearRow(form);
    }
  }

  /** Adds to the gradient of the vector of a form. */
  void addGradient(int place, float[] dVector) {
    dPooled.get(place, 1, sum, 0);
    VectorMath.axpy(1, dVector, 0, sum, 0, sum.length);
    dPooled.put(place, 1, sum, 0);
  }

  /**
   * Computes the backward pass of {@link #forward}. Writes the gradients of the recurrent layer and
   * adds to those of the embedding.
   */
  void backward() {
    pooling.backward(dPooled, lengths, network.outputGradient());
    embedding.backward(rows, ids, network.backward());
  }

  @Override
  public void close() {
    network.close();
    memory.close();
  }
}
