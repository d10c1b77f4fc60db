package org.unroll.records;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.errors.NearestName;
import org.unroll.records.formats.NestedValue;
import org.unroll.records.formats.Values;

/**
 * A record of the input: the values of its columns, and its place for messages.
 *
 * <p>A value is a {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code String[]},
 * {@code double[]}, an {@code Object[]} of these where an array mixes them, {@link NestedValue} or
 * null. Files of text have no types: their values are texts, and become numbers when asked.
 */
public final class InputRecord implements Serializable {

  private static final long serialVersionUID = 1L;

  /** More columns than this are not all named in a message. */
  private static final int MAX_NAMED = 20;

  private final String source;
  private final String unit;
  private final long number;
  private final String[] columns;
  private final @Nullable Object[] values;
  private final boolean elementsHaveLines;

  /**
   * Creates a record.
   *
   * @param source the file or table
   * @param unit {@code line} or {@code row}
   * @param number of the line or row in the source, from 1
   * @param values of the columns, in their order
   */
  InputRecord(
      String source, String unit, long number, String[] columns, @Nullable Object[] values) {
    this(source, unit, number, columns, values, false);
  }

  private InputRecord(
      String source,
      String unit,
      long number,
      String[] columns,
      @Nullable Object[] values,
      boolean elementsHaveLines) {
    this.source = source;
    this.unit = unit;
    this.number = number;
    this.columns = columns;
    this.values = values;
    this.elementsHaveLines = elementsHaveLines;
  }

  /** Returns the place of the record, such as {@code data.tsv, line 12}. */
  public String place() {
    return source + ", " + unit + " " + number;
  }

  /** Returns the place of an element of its arrays: its line, if each has one of its own. */
  public String place(int element) {
    return source + ", " + unit + " " + (elementsHaveLines ? number + element : number);
  }

  /** Returns this record as one whose elements stand on lines of their own. */
  InputRecord withLinesOfElements() {
    return new InputRecord(source, unit, number, columns, values, true);
  }

  /** Returns the file or table that holds the record. */
  public String source() {
    return source;
  }

  /** Returns the number of the record's line or row in its source, from 1. */
  public long number() {
    return number;
  }

  public List<String> columns() {
    return List.of(columns);
  }

  public boolean has(String column) {
    return find(column) >= 0;
  }

  /**
   * Returns the value of a column.
   *
   * @throws BadDataException if there is no such column
   */
  public @Nullable Object value(String column) {
    return values[index(column)];
  }

  /** Returns the values by column, in the order of the columns. */
  public Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (int index = 0; index < columns.length; index++) {
      all.put(columns[index], values[index]);
    }
    return all;
  }

  /**
   * Returns the text in a column; a whole number and a truth value are texts too, as labels often
   * are.
   *
   * @throws BadDataException if there is no such column, or it holds no text
   */
  public String text(String column) {
    Object value = value(column);
    if (value instanceof String || value instanceof Long || value instanceof Boolean) {
      return value.toString();
    }
    throw unexpected("a text", column, value);
  }

  /**
   * Returns the texts of an array in a column, or its single text.
   *
   * @throws BadDataException if there is no such column, or it holds no texts
   */
  public List<String> texts(String column) {
    Object value = value(column);
    if (value instanceof String[] texts) {
      return List.of(texts);
    }
    if (value instanceof double[] || value instanceof Object[]) {
      throw unexpected("texts", column, value);
    }
    return List.of(text(column));
  }

  /**
   * Returns the numbers in columns, in their order; an array gives all its numbers.
   *
   * @throws BadDataException if a column is missing, or holds what is no finite number
   */
  public float[] numbers(String... columns) {
    return RecordNumbers.of(this, columns);
  }

  /**
   * Returns the numbers in columns as {@link #numbers} does.
   *
   * @param width the number of numbers in every record
   * @throws BadDataException if this record has another
   */
  public float[] numbersOfWidth(int width, String... columns) {
    float[] numbers = numbers(columns);
    if (numbers.length != width) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: expected %,d numbers in %s, as in the records before, found %,d",
              place(),
              width,
              named(columns),
              numbers.length));
    }
    return numbers;
  }

  /** Returns this record with further columns, each of one text. */
  InputRecord with(String[] names, String[] texts) {
    if (names.length == 0) {
      return this;
    }
    for (String name : names) {
      if (has(name)) {
        throw new BadDataException(
            place()
                + ": expected no column "
                + name
                + ", as its value is given with the path, found one in the file; give it another"
                + " name");
      }
    }
    String[] allNames = Arrays.copyOf(columns, columns.length + names.length);
    @Nullable Object[] allValues = Arrays.copyOf(values, allNames.length, Object[].class);
    System.arraycopy(names, 0, allNames, columns.length, names.length);
    System.arraycopy(texts, 0, allValues, columns.length, names.length);
    return new InputRecord(source, unit, number, allNames, allValues, elementsHaveLines);
  }

  private int find(String column) {
    return Arrays.asList(columns).indexOf(column);
  }

  private int index(String column) {
    int index = find(column);
    if (index < 0) {
      throw new BadDataException(
          place()
              + ": expected the column "
              + column
              + ", found "
              + (columns.length == 0 ? "none" : "only " + named(columns))
              + NearestName.suggestion(column, columns()));
    }
    return index;
  }

  private static String named(String[] columns) {
    String names = Arrays.stream(columns).limit(MAX_NAMED).collect(Collectors.joining(", "));
    int more = columns.length - MAX_NAMED;
    return more > 0 ? names + String.format(Locale.ROOT, " and %,d more", more) : names;
  }

  BadDataException unexpected(String expected, String column, @Nullable Object value) {
    return new BadDataException(
        place()
            + ": expected "
            + expected
            + " in the column "
            + column
            + ", found "
            + Values.describe(value));
  }

  @Override
  public String toString() {
    return place() + ": " + values().keySet();
  }
}
