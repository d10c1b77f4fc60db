package org.unroll.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of counts.
 *
 * @param rows the names of the rows
 * @param columns the names of the columns
 * @param counts (rows, columns)
 */
public record CountTable(List<String> rows, List<String> columns, List<List<Long>> counts) {

  /** The confusion matrix of labels: a row for each right one, a column for each chosen one. */
  public static CountTable confusion(List<String> labels, CellCount count) {
    return new CountTable(
        labels,
        labels,
        IntStream.range(0, labels.size())
            .mapToObj(
                right ->
                    IntStream.range(0, labels.size())
                        .mapToObj(chosen -> count.of(right, chosen))
                        .toList())
            .toList());
  }

  /** The counts of the cells of a table. */
  @FunctionalInterface
  public interface CellCount {
    long of(int row, int column);
  }

  /** The table as people read it, with a line feed at the end. */
  public String show() {
    int width =
        Stream.concat(Stream.concat(rows.stream(), columns.stream()), Stream.of("1234567"))
            .mapToInt(String::length)
            .max()
            .orElse(0);
    String format = "%" + Math.min(width, 20) + "s";
    StringBuilder text = new StringBuilder(line(format, "", columns));
    for (int row = 0; row < rows.size(); row++) {
      text.append(
          line(format, rows.get(row), counts.get(row).stream().map(String::valueOf).toList()));
    }
    return text.toString();
  }

  private static String line(String format, String first, List<String> cells) {
    return Stream.concat(Stream.of(first), cells.stream())
        .map(cell -> String.format(Locale.ROOT, format, cell))
        .collect(Collectors.joining(" ", "", "\n"));
  }
}
