package org.unroll.task.tagging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

  /** The characters of a word that are read; of a longer one, the first. */
  private static final int MAX_CHARACTERS = 30;

  private static final int MIN_FORMS = 32;

  private final TaggingConfig.Characters config;
  private final Parameters parameters;
  private final Gradient gradient;
  private final Embedding embedding;
  private final List<@Nullable Workspace> workspaces = new ArrayList<>(); // by size
  private final float[] vector; // (2 H)
  private final float[] sum; // (2 H)
  private int[] columns = {}; // of each row, the form's column; -1 past the ends
  private int[] columnOfForm = {}; // of each form of the shard, its column plus one; otherwise 0
  private int[] formOfColumn = {}; // of each column, its form
  private int rowCount; // of the batch, in columns
  private int formCount; // of the batch, in formOfColumn
  private Workspace used;

  /** The memory to encode a number of forms at once. */
  private final class Workspace implements AutoCloseable {
    final int forms;
    final RecurrentStack network;
    final Pooling pooling;
    final OffHeapFloats memory;
    final Matrix input; // (MAX_CHARACTERS * forms, E)
    final Matrix pooled; // (forms, 2 H)
    final Matrix dPooled; // (forms, 2 H)
    final int[] ids; // (MAX_CHARACTERS, forms)
    final int[] lengths; // (forms)
    int rows;

    Workspace(int forms) {
      this.forms = forms;
      this.network =
          new RecurrentStack(
              config.recurrent(), RECURRENT, MAX_CHARACTERS, forms, parameters, gradient);
      this.pooling = new Pooling(Pooling.Kind.LAST, config.recurrent(), forms);
      int inputs = MAX_CHARACTERS * forms * config.embeddingSize();
      int outputs = forms * config.outputSize();
      this.memory = new OffHeapFloats(inputs + 2 * outputs);
      this.input =
          Matrix.of(memory.slice(0, inputs), MAX_CHARACTERS * forms, config.embeddingSize());
      this.pooled = Matrix.of(memory.slice(inputs, outputs), forms, config.outputSize());
      this.dPooled = Matrix.of(memory.slice(inputs + outputs, outputs), forms, config.outputSize());
      this.ids = new int[MAX_CHARACTERS * forms];
      this.lengths = new int[forms];
    }

    void read(RaggedInts characters) {
      Arrays.fill(lengths, 0);
      int longest = 1;
      for (int column = 0; column < formCount; column++) {
        lengths[column] = Math.min(MAX_CHARACTERS, characters.length(formOfColumn[column]));
        longest = Math.max(longest, lengths[column]);
      }
      rows = longest * forms;
      Arrays.fill(ids, 0, rows, 0);
      for (int column = 0; column < formCount; column++) {
        for (int step = 0; step < lengths[column]; step++) {
          ids[step * forms + column] = characters.get(formOfColumn[column], step);
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
    int index = 0;
    while (MIN_FORMS << index < forms) {
      index++;
    }
    while (workspaces.size() <= index) {
      workspaces.add(null);
    }
    Workspace known = workspaces.get(index);
    if (known == null) {
      known = new Workspace(MIN_FORMS << index);
      workspaces.set(index, known);
    }
    return known;
  }

  /**
   * Encodes the words of a mini-batch.
   *
   * @param rows the number of rows
   * @param forms (R), of each row; -1 past the ends of the sentences
   * @param output (R, 2 H)
   */
  void forward(int rows, int[] forms, RaggedInts characters, boolean training, Matrix output) {
    findColumns(rows, forms, characters.size());
    used = workspace(formCount);
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

  /** Gives each distinct form of the batch a column. */
  private void findColumns(int rows, int[] forms, int allForms) {
    rowCount = rows;
    formCount = 0;
    columns = columns.length < rows ? new int[rows] : columns;
    formOfColumn = formOfColumn.length < rows ? new int[rows] : formOfColumn;
    columnOfForm = columnOfForm.length < allForms ? new int[allForms] : columnOfForm;
    for (int r = 0; r < rows; r++) {
      if (forms[r] >= 0 && columnOfForm[forms[r]] == 0) {
        formOfColumn[formCount] = forms[r];
        columnOfForm[forms[r]] = ++formCount;
      }
      columns[r] = forms[r] < 0 ? -1 : columnOfForm[forms[r]] - 1;
    }
    for (int column = 0; column < formCount; column++) {
      columnOfForm[formOfColumn[column]] = 0;
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
    for (int r = 0; r < rowCount; r++) {
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
    workspaces.stream().filter(Objects::nonNull).forEach(Workspace::close);
  }
}
