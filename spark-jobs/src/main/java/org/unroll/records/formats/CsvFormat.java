package org.unroll.records.formats;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;

/**
 * Comma-separated values as RFC 4180 has them: a value with a separator, a quote or a line break in
 * it stands in quotes, its quotes doubled. A line break in a value is read as {@code \n}. Blank
 * lines are no records, unless there is one column only.
 *
 * @param columns their names
 * @param separator between values
 */
public record CsvFormat(ColumnNames columns, char separator) implements LineFormat {

  private static final int MAX_COLUMNS = 1 << 17;

  /** A record with more lines is likely to have begun with a stray quote. */
  private static final int MAX_LINES = 1000;

  /** Values separated by commas. */
  public CsvFormat(ColumnNames columns) {
    this(columns, ',');
  }

  public CsvFormat {
    if (separator == '"' || separator == '\n' || separator == '\r' || separator == 0) {
      throw new ConfigurationException(
          "expected a separator that is no quote and no line break, found one");
    }
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public Config options() {
    Config options = columns.options();
    return separator == ','
        ? options
        : options.withValue("separator", ConfigValueFactory.fromAnyRef(String.valueOf(separator)));
  }

  /** A line may be the middle of a value in quotes, which only the lines before it tell. */
  @Override
  public boolean splittable() {
    return false;
  }

  @Override
  public RecordReader reader(PartLines lines, Supplier<@Nullable String> firstLine)
      throws BrokenRecordException {
    return new Reader(lines);
  }

  private CsvParser parser() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(separator);
    settings.getFormat().setQuote('"');
    settings.getFormat().setQuoteEscape('"');
    settings.getFormat().setCharToEscapeQuoteEscaping('\0');
    settings.getFormat().setLineSeparator("\n");
    settings.getFormat().setComment('\0');
    settings.setCommentProcessingEnabled(false);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setIgnoreLeadingWhitespacesInQuotes(false);
    settings.setIgnoreTrailingWhitespacesInQuotes(false);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setSkipEmptyLines(false);
    settings.setReadInputOnSeparateThread(false);
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setMaxCharsPerColumn(-1);
    settings.setMaxColumns(MAX_COLUMNS);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
    return new CsvParser(settings);
  }

  private final class Reader implements RecordReader {

    private final PartLines lines;
    private final CsvParser parser = parser();
    private final String[] names;

    /** The lines of the current record after its first. */
    private final List<Line> more = new ArrayList<>();

    /** Lines that are read again: a stray quote made them part of a record that is broken. */
    private final ArrayDeque<Line> pending = new ArrayDeque<>();

    /** The line at which the current record begins. */
    private long start;

    /** The first record where it is no header. */
    private String @Nullable [] ahead;

    Reader(PartLines lines) throws BrokenRecordException {
      this.lines = lines;
      String[] first = columns.given() ? null : cells();
      names = columns.of(lines.place(1), first);
      if (!columns.inHeader()) {
        ahead = first;
      } else if (start != 1) {
        throw new BadDataException(
            lines.place(1)
                + ": expected the names of the columns, found a line that is not in the encoding");
      }
    }

    @Override
    public @Nullable LineRecord next() throws BrokenRecordException {
      String[] cells = ahead == null ? cells() : ahead;
      ahead = null;
      while (cells != null && names.length > 1 && cells.length == 1 && cells[0].isEmpty()) {
        cells = cells();
      }
      if (cells == null) {
        return null;
      }
      if (cells.length != names.length) {
        throw new BrokenRecordException(
            "columns",
            String.format(
                Locale.ROOT,
                "%s: expected %,d columns separated by '%s', found %,d",
                lines.place(start),
                names.length,
                separator == '\t' ? "\\t" : String.valueOf(separator),
                cells.length));
      }
      return new LineRecord(start, names, cells);
    }

    /** The values of the next record; null at the end. */
    private String @Nullable [] cells() throws BrokenRecordException {
      String record = record();
      if (record == null) {
        return null;
      }
      if (record.isEmpty()) {
        return new String[] {""};
      }
      try {
        return parser.parseLine(record);
      } catch (TextParsingException e) {
        readAgain();
        throw new BrokenRecordException(
            "quotes",
            lines.place(start)
                + ": expected quotes around a whole value, and doubled in it, found "
                + Values.shown(record));
      }
    }

    /** The lines of the next record; null at the end. */
    private @Nullable String record() throws BrokenRecordException {
      Line line = line();
      if (line == null) {
        return null;
      }
      start = line.number();
      more.clear();
      if (!endsInQuotes(line.text(), false)) {
        return line.text();
      }
      StringBuilder record = new StringBuilder(line.text());
      boolean whole = true;
      boolean inQuotes = true;
      while (inQuotes) {
        line = line();
        if (line == null || more.size() == MAX_LINES) {
          throw unended(line);
        }
        more.add(line);
        whole &= line.follows();
        record.append('\n').append(line.text());
        inQuotes = endsInQuotes(line.text(), true);
      }
      if (!whole) {
        throw new BrokenRecordException(
            "undecodable", lines.place(start) + ": expected a whole record, found damaged lines");
      }
      return record.toString();
    }

    private BrokenRecordException unended(@Nullable Line last) {
      if (last != null) {
        pending.addFirst(last);
      }
      readAgain();
      return new BrokenRecordException(
          "quotes",
          String.format(
              Locale.ROOT,
              "%s: expected a quote that ends the value, found none in %,d lines",
              lines.place(start),
              more.size() + 1));
    }

    private void readAgain() {
      for (int index = more.size() - 1; index >= 0; index--) {
        pending.addFirst(more.get(index));
      }
    }

    private @Nullable Line line() {
      Line line = pending.poll();
      if (line != null) {
        return line;
      }
      String text = lines.next();
      return text == null ? null : new Line(lines.number(), text, lines.follows());
    }
  }

  /**
   * A line of a file.
   *
   * @param follows whether the line before it was read too
   */
  private record Line(long number, String text, boolean follows) {}

  /**
   * Returns whether the end of a line is inside quotes, which only open at the start of a value.
   */
  private boolean endsInQuotes(String line, boolean inQuotes) {
    boolean quoted = inQuotes;
    boolean atStart = !inQuotes;
    for (int index = 0; index < line.length(); index++) {
      char character = line.charAt(index);
      if (quoted) {
        if (character == '"') {
          boolean doubled = index + 1 < line.length() && line.charAt(index + 1) == '"';
          index += doubled ? 1 : 0;
          quoted = doubled;
        }
      } else {
        quoted = atStart && character == '"';
      }
      atStart = !quoted && character == separator;
    }
    return quoted;
  }
}
