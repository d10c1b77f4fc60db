package org.unroll.records.formats;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;

/**
 * A record a line, its values separated by tabs. There are no quotes and no escapes: a value is all
 * that stands between two tabs. Blank lines are no records, unless there is one column only.
 *
 * @param columns their names
 */
public record TsvFormat(ColumnNames columns) implements LineFormat {

  @Override
  public String name() {
    return "tsv";
  }

  @Override
  public Config options() {
    return columns.options();
  }

  @Override
  public boolean splittable() {
    return true;
  }

  @Override
  public RecordReader reader(PartLines lines, Supplier<@Nullable String> firstLine) {
    return new Reader(lines, firstLine);
  }

  private final class Reader implements RecordReader {

    private final PartLines lines;
    private final String[] names;

    /** The first line where it is no header. */
    private @Nullable String ahead;

    Reader(PartLines lines, Supplier<@Nullable String> firstLine) {
      this.lines = lines;
      String first = lines.beginsFile() ? lines.next() : firstLine.get();
      String place = lines.place(1);
      names = columns.of(place, first == null ? null : cells(first));
      if (columns.inHeader()) {
        refuseQuotes(place);
        if (lines.beginsFile() && lines.number() != 1) {
          throw new BadDataException(
              place
                  + ": expected the names of the columns, found a line that is not in the encoding");
        }
      } else {
        ahead = lines.beginsFile() ? first : null;
      }
    }

    private void refuseQuotes(String place) {
      for (String name : names) {
        if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
          throw new BadDataException(
              place
                  + ": expected names of columns without quotes, found "
                  + Values.shown(name)
                  + "; read files with quotes with --format csv --separator tab");
        }
      }
    }

    @Override
    public @Nullable LineRecord next() throws BrokenRecordException {
      String line = ahead == null ? lines.next() : ahead;
      ahead = null;
      while (line != null && line.isEmpty() && names.length > 1) {
        line = lines.next();
      }
      if (line == null) {
        return null;
      }
      String[] cells = cells(line);
      if (cells.length != names.length) {
        throw wrongCount(lines.place(lines.number()), names.length, cells.length);
      }
      return new LineRecord(lines.number(), names, cells);
    }
  }

  private static BrokenRecordException wrongCount(String place, int expected, int found) {
    return new BrokenRecordException(
        "columns",
        String.format(
            Locale.ROOT,
            "%s: expected %,d columns separated by tabs, found %,d%s",
            place,
            expected,
            found,
            found > expected
                ? "; a text with a tab in it needs another format, such as csv or jsonl"
                : ""));
  }

  private static String[] cells(String line) {
    List<String> cells = new ArrayList<>();
    int start = 0;
    for (int tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', start)) {
      cells.add(line.substring(start, tab));
      start = tab + 1;
    }
    cells.add(line.substring(start));
    return cells.toArray(new String[0]);
  }
}
