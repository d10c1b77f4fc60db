package org.unroll.task.classification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.unroll.errors.BadDataException;

/** The labels of a classifier by number: the lines of {@code labels.txt}. */
public final class LabelSet {

  /** The name of the file. */
  public static final String FILE = "labels.txt";

  private final List<String> labels;
  private final Map<String, Integer> numbers = new HashMap<>();

  private LabelSet(List<String> labels) {
    this.labels = List.copyOf(labels);
    for (String label : labels) {
      numbers.put(label, numbers.size());
    }
  }

  /**
   * The labels that a file holds.
   *
   * @param files the text files of a model or of data, by name
   * @param folder their folder, for messages
   * @throws BadDataException if the file is missing or damaged
   */
  public static LabelSet read(Map<String, String> files, String folder) {
    String file = files.get(FILE);
    List<String> lines = file == null ? List.of() : file.lines().toList();
    LabelSet labels = new LabelSet(lines);
    if (lines.size() < 2 || labels.numbers.size() != lines.size() || lines.contains("")) {
      throw new BadDataException(
          "%s/%s: expected at least two different labels, one a line, found %s"
              .formatted(folder, FILE, file == null ? "no such file" : lines.size() + " lines"));
    }
    return labels;
  }

  /** The content of the file. */
  public static String write(List<String> labels) {
    return String.join("\n", labels) + "\n";
  }

  /** K. */
  public int size() {
    return labels.size();
  }

  /** All labels by number. */
  public List<String> labels() {
    return labels;
  }

  /** The name of a label. */
  public String label(int number) {
    return labels.get(number);
  }

  /** The number of a label, unless it is unknown. */
  public OptionalInt number(String label) {
    Integer number = numbers.get(label);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
