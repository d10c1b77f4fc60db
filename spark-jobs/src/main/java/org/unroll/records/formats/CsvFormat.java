package org.unroll.records.formats;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
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
  private static final int MAX_LINES = 10_000;

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

    /** The line at which the current record begins. */
    private long start;

    /** The first record where it is no header. */
    private String @Nullable [] ahead;

    Reader(PartLines lines) throws BrokenRecordException {
      this.lines = lines;
      String[] first = cells();
      names = columns.of(lines.place(1), first);
      if (columns.inHeader()) {
        if (start != 1) {
          throw new BadDataException(
              lines.place(1)
                  + ": expected the names of the columns, found a line that is blank or not in the"
                  + " encoding");
        }
      } else {
        ahead = first;
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
        throw new BrokenRecordException(
            "quotes",
            lines.place(start)
                + ": expected quotes around a whole value, and doubled in it, found "
                + Values.shown(record));
      }
    }

    /** The lines of the next record; null at the end. */
    private @Nullable String record() throws BrokenRecordException {
      String line = lines.next();
      if (line == null) {
        return null;
      }
      start = lines.number();
      boolean inQuotes = endsInQuotes(line, false);
      if (!inQuotes) {
        return line;
      }
      StringBuilder record = new StringBuilder(line);
      boolean whole = true;
      for (int count = 1; inQuotes; count++) {
        line = lines.next();
        whole &= lines.follows();
        if (line == null || count == MAX_LINES) {
          throw new BrokenRecordException(
              "quotes", lines.place(start) + ": expected a quote that ends a value, found none");
        }
        record.append('\n').append(line);
        inQuotes = endsInQuotes(line, true);
      }
      if (!whole) {
        throw new BrokenRecordException(
            "undecodable lines", lines.place(start) + ": a line of the record is damaged");
      }
      return record.toString();
    }
  }

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
