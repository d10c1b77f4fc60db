package org.unroll.start;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.task.Task;
import org.unroll.task.language.LanguageModel;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;
import org.unroll.tensor.TensorLayout.Slot;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;

/**
 * The embedding and the recurrent layers of a language model, as the beginning of another task's
 * model (Howard and Ruder 2018).
 *
 * <p>Each token takes the vector that it has in the language model; tokens that are new keep the
 * one that was drawn. A layer takes the weights of the layer with its number. Where it reads
 * further inputs after those of the language model, such as the reverse direction of the layer
 * below, their weights stay as drawn, and so do all weights of a reverse direction itself.
 */
final class LanguageLayers {

  private static final String REVERSE = "_reverse";

  private final TensorBlock model;
  private final Vocabulary vocabulary;
  private final String path;

  LanguageLayers(Checkpoint checkpoint) {
    this.model = checkpoint.model();
    this.path = checkpoint.path().toString();
    this.vocabulary = VocabularyFiles.read(checkpoint.taskFiles(), path);
  }

  /** The first tensor that the language model lacks or has in a shape that does not fit. */
  Optional<String> firstDifference(Task<?> task) {
    TensorLayout layout = task.layout();
    return given(task)
        .filter(name -> !fits(layout.slot(name)))
        .findFirst()
        .map(
            name ->
                "expected the tensor %s for one of shape %s, found %s"
                    .formatted(
                        name,
                        layout.slot(name).shape(),
                        has(name) ? "one of " + slot(name).shape() : "no such tensor"));
  }

  private static java.util.stream.Stream<String> given(Task<?> task) {
    return task.layers().stream().flatMap(List::stream).filter(name -> !name.endsWith(REVERSE));
  }

  private boolean has(String name) {
    return model.layout().names().contains(name);
  }

  private Slot slot(String name) {
    return model.layout().slot(name);
  }

  /** Whether rows and columns are as many, but for new tokens' rows and further inputs' columns. */
  private boolean fits(Slot to) {
    if (!has(to.name())) {
      return false;
    }
    Slot from = slot(to.name());
    boolean rows = isEmbedding(to) || rows(from) == rows(to);
    boolean columns = isEmbedding(to) ? columns(from) == columns(to) : columns(from) <= columns(to);
    return from.shape().size() == to.shape().size() && rows && columns;
  }

  private static boolean isEmbedding(Slot slot) {
    return slot.name().equals(LanguageModel.EMBEDDING);
  }

  private static int rows(Slot slot) {
    return slot.shape().get(0);
  }

  private static int columns(Slot slot) {
    return slot.size() / rows(slot);
  }

  /**
   * Copies what the language model gives.
   *
   * @param values the parameters of the task, as drawn, in layout order
   * @return how many tokens were found, as a line for people
   */
  String copyTo(float[] values, Task<?> task) {
    TensorLayout layout = task.layout();
    Vocabulary own = VocabularyFiles.read(task.files(), "the data");
    int found = 0;
    for (String name : given(task).toList()) {
      Slot to = layout.slot(name);
      for (int row = 0; row < rows(to); row++) {
        int source = isEmbedding(to) ? vocabulary.id(own.token(row)) : row;
        if (!isEmbedding(to) || vocabulary.token(source).equals(own.token(row))) {
          copyRow(source, row, to, values);
          found += isEmbedding(to) ? 1 : 0;
        }
      }
    }
    return String.format(
        Locale.ROOT,
        "starting from the layers of the language model %s: %,d of the %,d tokens of the vocabulary"
            + " have a vector there",
        path,
        found,
        own.size());
  }

  private void copyRow(int source, int row, Slot to, float[] values) {
    Slot from = slot(to.name());
    System.arraycopy(
        model.values(),
        from.offset() + source * columns(from),
        values,
        to.offset() + row * columns(to),
        columns(from));
  }
}
