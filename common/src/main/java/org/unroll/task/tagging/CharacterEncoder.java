package org.unroll.task.tagging;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.VectorMath;
import org.unroll.nn.Pooling;
import org.unroll.nn.RecurrentStack;
import org.unroll.nn.input.Embedding;
import org.unroll.task.batch.RaggedInts;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * An encoder of words by their characters: a recurrent layer in both directions, of which the last
 * outputs are taken. Each distinct form of a mini-batch is read once.
 *
 * <p>The forms of a mini-batch are so many or so few that workspaces are kept for several numbers
 * of them, each twice the one before, and made when they are first needed.
 */
final class CharacterEncoder implements AutoCloseable {

  private static final String EMBEDDING = "characters.embedding.weight";
  private static final String RECURRENT = "characters.rnn.";

  private static final int MIN_FORMS = 32;

  private final TaggingConfig.Characters config;
  private final Parameters parameters;
  private final Gradient gradient;
  private final Embedding embedding;
  private final Map<Integer, Workspace> workspaces = new HashMap<>();
  private final Map<Integer, Integer> indices = new HashMap<>(); // of the batch's forms
  private final float[] vector; // (2 H)
  private final float[] sum; // (2 H)
  private int[] columns = {}; // of each row, the form's column; -1 past the ends
  private Workspace used;

  /** The memory to encode a number of forms at once. */
  private final class Workspace implements AutoCloseable {
    final int forms;
    final RecurrentStack network;
    final Pooling pooling;
    final OffHeapFloats memory;
    final Matrix input; // (TaggingConfig.Characters.MAX_LENGTH * forms, E)
    final Matrix pooled; // (forms, 2 H)
    final Matrix dPooled; // (forms, 2 H)
    final int[] ids; // (TaggingConfig.Characters.MAX_LENGTH, forms)
    final int[] lengths; // (forms)
    int rows;

    Workspace(int forms) {
      this.forms = forms;
      this.network =
          new RecurrentStack(
              config.recurrent(), RECURRENT, TaggingConfig.Characters.MAX_LENGTH, forms, parameters, gradient);
      this.pooling = new Pooling(Pooling.Kind.LAST, config.recurrent(), forms);
      int inputs = TaggingConfig.Characters.MAX_LENGTH * forms * config.embeddingSize();
      int outputs = forms * config.outputSize();
      this.memory = new OffHeapFloats(inputs + 2 * outputs);
      this.input =
          Matrix.of(memory.slice(0, inputs), TaggingConfig.Characters.MAX_LENGTH * forms, config.embeddingSize());
      this.pooled = Matrix.of(memory.slice(inputs, outputs), forms, config.outputSize());
      this.dPooled = Matrix.of(memory.slice(inputs + outputs, outputs), forms, config.outputSize());
      this.ids = new int[TaggingConfig.Characters.MAX_LENGTH * forms];
      this.lengths = new int[forms];
    }

    void read(RaggedInts characters) {
      Arrays.fill(lengths, 0);
      int longest = 1;
      for (Map.Entry<Integer, Integer> entry : indices.entrySet()) {
        int length = Math.min(TaggingConfig.Characters.MAX_LENGTH, characters.length(entry.getKey()));
        lengths[entry.getValue()] = length;
        longest = Math.max(longest, length);
      }
      rows = longest * forms;
      Arrays.fill(ids, 0, rows, 0);
      for (Map.Entry<Integer, Integer> entry : indices.entrySet()) {
        int column = entry.getValue();
        for (int step = 0; step < lengths[column]; step++) {
          ids[step * forms + column] = characters.get(entry.getKey(), step);
        }
      }
      embedding.forward(rows, ids, input);
    }

    @Override
    public void close() {
      network.close();
      memory.close();
    }
  }

  CharacterEncoder(TaggingConfig.Characters config, Parameters parameters, Gradient gradient) {
    this.config = config;
    this.parameters = parameters;
    this.gradient = gradient;
    this.embedding = new Embedding(parameters, gradient, EMBEDDING);
    this.vector = new float[config.outputSize()];
    this.sum = new float[config.outputSize()];
    this.used = workspace(MIN_FORMS);
  }

  static void addTo(TensorLayout.Builder layout, TaggingConfig.Characters config, int characters) {
    layout.add(EMBEDDING, characters, config.embeddingSize());
    RecurrentStack.addTo(layout, RECURRENT, config.recurrent());
  }

  private Workspace workspace(int forms) {
    int capacity = MIN_FORMS;
    while (capacity < forms) {
      capacity *= 2;
    }
    return workspaces.computeIfAbsent(capacity, Workspace::new);
  }

  /**
   * Encodes the words of a mini-batch.
   *
   * @param rows the number of rows
   * @param forms (R), of each row; -1 past the ends of the sentences
   * @param output (R, 2 H)
   */
  void forward(int rows, int[] forms, RaggedInts characters, boolean training, Matrix output) {
    columns = new int[rows];
    indices.clear();
    for (int r = 0; r < rows; r++) {
      columns[r] = forms[r] < 0 ? -1 : indices.computeIfAbsent(forms[r], form -> indices.size());
    }
    used = workspace(indices.size());
    used.read(characters);
    Matrix encoded =
        training
            ? used.network.forward(used.input, used.lengths, 0)
            : used.network.evaluate(used.input, used.lengths);
    used.pooling.forward(encoded, used.lengths, used.pooled);
    for (int r = 0; r < rows; r++) {
      if (columns[r] < 0) {
        output.clearRow(r);
      } else {
        output.putRow(r, used.pooled, columns[r]);
      }
    }
  }

  /**
   * Computes the backward pass of {@link #forward}. Writes the gradients of the weights.
   *
   * @param dOutput (R, 2 H)
   */
  void backward(Matrix dOutput) {
    for (int form = 0; form < used.forms; form++) {
      used.dPooled.clearRow(form);
    }
    for (int r = 0; r < columns.length; r++) {
      if (columns[r] >= 0) {
        used.dPooled.get(columns[r], 1, sum, 0);
        dOutput.get(r, 1, vector, 0);
        VectorMath.axpy(1, vector, 0, sum, 0, sum.length);
        used.dPooled.put(columns[r], 1, sum, 0);
      }
    }
    used.pooling.backward(used.dPooled, used.lengths, used.network.outputGradient());
    embedding.clearGradient();
    embedding.backward(used.rows, used.ids, used.network.backward());
  }

  @Override
  public void close() {
    workspaces.values().forEach(Workspace::close);
  }
}
