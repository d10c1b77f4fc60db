package org.unroll.task.tagging;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;
import org.unroll.nn.RecurrentStack;
import org.unroll.nn.input.Embedding;
import org.unroll.task.batch.RaggedInts;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * An encoder of words by their characters: a recurrent layer in both directions, of which the last
 * outputs are taken. Each distinct form of a mini-batch is read once, beside forms of like lengths,
 * since most words are much shorter than the longest one.
 *
 * <p>The forms of a length are many or few, so batches of several sizes are kept, each twice the
 * one before, and made when they are first needed.
 */
final class CharacterEncoder implements AutoCloseable {

  static final String RECURRENT = "characters.rnn.";

  private static final String EMBEDDING = "characters.embedding.weight";

  /** The longest forms of each group, in characters; of a longer form the first ones are read. */
  private static final int[] GROUPS = {3, 6, 10, 16, 30};

  private static final int MIN_FORMS = 16;
  private static final int SIZES = 24;

  private final TaggingConfig.Characters config;
  private final Parameters parameters;
  private final Gradient gradient;
  private final Embedding embedding;
  private final Gradient groupGradient; // of the recurrent layer, by one group
  private final float[] part; // the values of groupGradient
  private final float[] total; // their sum over the groups
  private final @Nullable FormBatch[][] batches = new FormBatch[GROUPS.length][SIZES];
  private final @Nullable FormBatch[] used = new FormBatch[GROUPS.length];
  private final int[] groupSizes = new int[GROUPS.length];
  private final float[] vector; // (2 H)
  private int[] columnOfForm = {}; // of each form of the shard, its column plus one; otherwise 0
  private int[] columns = {}; // of each row, the form's column; -1 past the ends
  private int[] forms = {}; // of each column
  private int[] groups = {}; // of each column
  private int[] places = {}; // of each column, in the batch of its group
  private int rowCount; // of the mini-batch
  private int columnCount; // of the mini-batch

  CharacterEncoder(TaggingConfig.Characters config, Parameters parameters, Gradient gradient) {
    this.config = config;
    this.parameters = parameters;
    this.gradient = gradient;
    this.embedding = new Embedding(parameters, gradient, EMBEDDING);
    TensorLayout.Builder layout = TensorLayout.builder();
    RecurrentStack.addTo(layout, RECURRENT, config.recurrent());
    this.groupGradient = new Gradient(layout.build());
    this.part = new float[groupGradient.layout().size()];
    this.total = new float[part.length];
    this.vector = new float[config.outputSize()];
  }

  static void addTo(TensorLayout.Builder layout, TaggingConfig.Characters config, int characters) {
    layout.add(EMBEDDING, characters, config.embeddingSize());
    RecurrentStack.addTo(layout, RECURRENT, config.recurrent());
  }

  /**
   * Encodes the words of a mini-batch.
   *
   * @param rows the number of rows
   * @param formOfRow (R), -1 past the ends of the sentences
   * @param output (R, 2 H)
   */
  void forward(int rows, int[] formOfRow, RaggedInts characters, boolean training, Matrix output) {
    findColumns(rows, formOfRow, characters.size());
    fillBatches(characters);
    for (FormBatch batch : used) {
      if (batch != null) {
        batch.forward(training);
      }
    }
    for (int r = 0; r < rows; r++) {
      if (columns[r] < 0) {
        output.clearRow(r);
      } else {
        batchOf(columns[r]).copyTo(places[columns[r]], output, r);
      }
    }
  }

  /** Gives each distinct form of the mini-batch a column. */
  private void findColumns(int rows, int[] formOfRow, int allForms) {
    rowCount = rows;
    columnCount = 0;
    if (columns.length < rows) {
      columns = new int[rows];
      forms = new int[rows];
      groups = new int[rows];
      places = new int[rows];
    }
    columnOfForm = columnOfForm.length < allForms ? new int[allForms] : columnOfForm;
    for (int r = 0; r < rows; r++) {
      int form = formOfRow[r];
      if (form >= 0 && columnOfForm[form] == 0) {
        forms[columnCount] = form;
        columnOfForm[form] = ++columnCount;
      }
      columns[r] = form < 0 ? -1 : columnOfForm[form] - 1;
    }
    for (int column = 0; column < columnCount; column++) {
      columnOfForm[forms[column]] = 0;
    }
  }

  private void fillBatches(RaggedInts characters) {
    Arrays.fill(groupSizes, 0);
    for (int column = 0; column < columnCount; column++) {
      groups[column] = group(characters.length(forms[column]));
      groupSizes[groups[column]]++;
    }
    for (int group = 0; group < GROUPS.length; group++) {
      used[group] = groupSizes[group] == 0 ? null : batch(group, groupSizes[group]);
    }
    for (int column = 0; column < columnCount; column++) {
      places[column] = batchOf(column).add(characters, forms[column]);
    }
  }

  private static int group(int length) {
    int group = 0;
    while (group < GROUPS.length - 1 && length > GROUPS[group]) {
      group++;
    }
    return group;
  }

  /** An empty batch for a number of forms. */
  private FormBatch batch(int group, int count) {
    int size = 0;
    while (MIN_FORMS << size < count) {
      size++;
    }
    FormBatch batch = batches[group][size];
    if (batch == null) {
      batch =
          new FormBatch(
              config, GROUPS[group], MIN_FORMS << size, embedding, parameters, groupGradient);
      batches[group][size] = batch;
    }
    batch.clear();
    return batch;
  }

  private FormBatch batchOf(int column) {
    return Objects.requireNonNull(used[groups[column]]);
  }

  /**
   * Computes the backward pass of {@link #forward}. Writes the gradients of the weights.
   *
   * @param dOutput (R, 2 H)
   */
  void backward(Matrix dOutput) {
    for (FormBatch batch : used) {
      if (batch != null) {
        batch.clearGradient();
      }
    }
    for (int r = 0; r < rowCount; r++) {
      if (columns[r] >= 0) {
        dOutput.get(r, 1, vector, 0);
        batchOf(columns[r]).addGradient(places[columns[r]], vector);
      }
    }
    Arrays.fill(total, 0);
    embedding.clearGradient();
    for (FormBatch batch : used) {
      if (batch != null) {
        batch.backward();
        groupGradient.copyTo(part);
        VectorMath.axpy(1, part, 0, total, 0, total.length);
      }
    }
    for (String name : groupGradient.layout().names()) {
      TensorLayout.Slot slot = groupGradient.layout().slot(name);
      gradient.view(name).put(0, total, slot.offset(), slot.size());
    }
  }

  @Override
  public void close() {
    for (FormBatch[] ofGroup : batches) {
      for (FormBatch batch : ofGroup) {
        if (batch != null) {
          batch.close();
        }
      }
    }
    groupGradient.close();
  }
}
