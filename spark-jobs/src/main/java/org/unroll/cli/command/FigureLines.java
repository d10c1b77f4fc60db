package org.unroll.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.unroll.task.Metrics;

/**
 * The figures of an evaluation as people read them: one a line; those with a dot in their names,
 * such as {@code f1.PER}, in a table with a row for what stands after it.
 */
final class FigureLines {

  private FigureLines() {}

  static String of(Map<String, Double> figures) {
    StringBuilder lines = new StringBuilder();
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    Set<String> columns = new LinkedHashSet<>();
    figures.forEach(
        (name, value) -> {
          int dot = name.indexOf('.');
          if (dot < 0) {
            lines.append(String.format(Locale.ROOT, "%-24s %s%n", name, Metrics.show(value)));
          } else {
            String column = name.substring(0, dot);
            columns.add(column);
            rows.computeIfAbsent(name.substring(dot + 1), row -> new LinkedHashMap<>())
                .put(column, Metrics.show(value));
          }
        });
    if (!rows.isEmpty()) {
      lines.append(line("", List.copyOf(columns)));
      rows.forEach(
          (row, cells) -> {
            List<String> values = new ArrayList<>();
            columns.forEach(column -> values.add(cells.getOrDefault(column, "")));
            lines.append(line(row, values));
          });
    }
    return lines.toString();
  }

  private static String line(String row, List<String> cells) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-20s", row));
    cells.forEach(cell -> line.append(String.format(Locale.ROOT, " %10s", cell)));
    return line.append(System.lineSeparator()).toString();
  }
}
