package org.unroll.prepare.labelled;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.config.ClassificationKeys;
import org.unroll.data.labelled.ClassificationData;
import org.unroll.errors.BadDataException;
import org.unroll.errors.NearestName;
import org.unroll.prepare.vocabulary.WordCount;
import org.unroll.records.InputRecord;
import org.unroll.task.classification.ClassificationConfig.Choice;
import org.unroll.task.classification.LabelSet;
import scala.Tuple2;

/** The labels of records. */
final class Labels implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int MAX_LABELS = 100_000;

  private final String column;
  private final Choice choice;
  private final String separator;

  Labels(ClassificationKeys keys) {
    this.column = keys.labelColumn();
    this.choice = keys.choice();
    this.separator = keys.labelSeparator();
  }

  /** The labels of a record. */
  List<String> of(InputRecord item) {
    List<String> labels =
        choice == Choice.SINGLE ? List.of(item.text(column)) : split(item.texts(column));
    for (String label : labels) {
      if (label.isBlank() || label.contains("\n") || label.contains("\r")) {
        throw new BadDataException(
            "%s: expected a label in the column %s, found %s"
                .formatted(
                    item.place(), column, label.isBlank() ? "an empty one" : "a line break in it"));
      }
    }
    return labels;
  }

  private List<String> split(List<String> texts) {
    if (texts.size() != 1) {
      return texts;
    }
    return List.of(texts.get(0).split(java.util.regex.Pattern.quote(separator))).stream()
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .toList();
  }

  /**
   * Learns the labels: the most frequent first.
   *
   * @return the file with the labels
   * @throws BadDataException if there are fewer than two
   */
  Map<String, String> learn(JavaRDD<InputRecord> training) {
    List<WordCount> counts =
        WordCount.mostFrequentFirst(
                training
                    .flatMap(item -> of(item).iterator())
                    .mapToPair(label -> new Tuple2<>(label, 1L))
                    .reduceByKey(Long::sum))
            .take(MAX_LABELS + 1);
    if (counts.size() < 2) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "expected at least two labels in the column %s of the training split, found %s",
              column,
              counts.isEmpty() ? "none" : "only '" + counts.get(0).word() + "'"));
    }
    if (counts.size() > MAX_LABELS) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "expected at most %,d different labels in the column %s, found more; is it the right"
                  + " column?",
              MAX_LABELS,
              column));
    }
    return Map.of(LabelSet.FILE, LabelSet.write(counts.stream().map(WordCount::word).toList()));
  }

  /** Counts the examples of each label; returns the file with the counts. */
  Map<String, String> count(JavaRDD<InputRecord> training, Map<String, String> files) {
    Map<String, Long> counts = training.flatMap(item -> of(item).iterator()).countByValue();
    return Map.of(
        ClassificationData.LABEL_COUNTS,
        LabelSet.read(files, "the data").labels().stream()
            .map(label -> counts.getOrDefault(label, 0L) + "\n")
            .collect(Collectors.joining()));
  }

  /**
   * The numbers of a record's labels.
   *
   * @throws BadDataException naming a label that the training split does not have
   */
  int[] encode(InputRecord item, LabelSet known) {
    return of(item).stream()
        .mapToInt(label -> known.number(label).orElseThrow(() -> unknown(item, label, known)))
        .distinct()
        .toArray();
  }

  private BadDataException unknown(InputRecord item, String label, LabelSet known) {
    return new BadDataException(
        String.format(
            Locale.ROOT,
            "%s: expected one of the %d labels of the training split in the column %s, found '%s'%s",
            item.place(),
            known.size(),
            column,
            label,
            NearestName.suggestion(label, known.labels())));
  }
}
