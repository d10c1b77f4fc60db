package org.unroll.records.formats;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;

/** The names of the columns of a file: those of its first line, given ones, or numbers from 1. */
public final class ColumnNames implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The names are in the first line of each file. */
  public static final ColumnNames HEADER = new ColumnNames("header", List.of());

  /** Files have no header; columns are named by their numbers, from 1. */
  public static final ColumnNames NUMBERS = new ColumnNames("numbers", List.of());

  private static final Pattern RANGE = Pattern.compile("(.*?)(\\d+)\\.\\.(.*?)(\\d+)");
  private static final int MAX_RANGE = 100_000;

  private final String kind;
  private final String[] names;

  private ColumnNames(String kind, Collection<String> names) {
    this.kind = kind;
    this.names = names.toArray(new String[0]);
  }

  /**
   * Returns the given names, for files without a header.
   *
   * @throws ConfigurationException if there is none, or one is empty or there twice
   */
  public static ColumnNames of(List<String> names) {
    String fault = names.isEmpty() ? "found none" : fault(names);
    if (fault != null) {
      throw new ConfigurationException("expected names of columns, each another, " + fault);
    }
    return new ColumnNames("given", names);
  }

  /**
   * Returns the names in a list such as {@code text,label} or {@code pixel1..pixel64,label}, where
   * two dots stand for all names between.
   */
  public static List<String> list(String list) {
    List<String> names = new ArrayList<>();
    for (String name : list.split(",", -1)) {
      Matcher range = RANGE.matcher(name.strip());
      if (range.matches() && (range.group(3).isEmpty() || range.group(3).equals(range.group(1)))) {
        addRange(range, names);
      } else {
        names.add(name.strip());
      }
    }
    return names;
  }

  private static void addRange(Matcher range, List<String> names) {
    long first = number(range, 2);
    long last = number(range, 4);
    if (last < first || last - first >= MAX_RANGE) {
      throw new ConfigurationException(
          "expected a range of columns from a number to a larger one, of at most 100,000 columns,"
              + " found "
              + range.group());
    }
    for (long number = first; number <= last; number++) {
      names.add(range.group(1) + number);
    }
  }

  private static long number(Matcher range, int group) {
    String digits = range.group(group);
    return digits.length() > 9 ? Long.MAX_VALUE / 2 : Long.parseLong(digits);
  }

  boolean inHeader() {
    return this.kind.equals(HEADER.kind);
  }

  /** Returns whether the names are known before a file is read. */
  boolean given() {
    return names.length > 0;
  }

  Config options() {
    Config options = ConfigFactory.empty();
    if (inHeader()) {
      return options;
    }
    return options.withValue(
        "columns",
        ConfigValueFactory.fromAnyRef(names.length == 0 ? kind : String.join(",", names)));
  }

  /**
   * Returns the names for a file.
   *
   * @param place of its first line
   * @param cells of its first line; null if it has none
   * @throws BadDataException if that is a header with an empty or a repeated name, or if there are
   *     more or fewer cells than names
   */
  String[] of(String place, String @Nullable [] cells) {
    if (given()) {
      return names;
    }
    if (cells == null) {
      if (inHeader()) {
        throw new BadDataException(
            place
                + ": expected the names of the columns, found an empty file; give --columns if it"
                + " has no header");
      }
      return names;
    }
    if (inHeader()) {
      String fault = fault(List.of(cells));
      if (fault != null) {
        throw new BadDataException(
            place
                + ": expected the names of the columns, each another, "
                + fault
                + "; give --columns if the file has no header");
      }
      return cells;
    }
    return numbers(cells.length);
  }

  private static String[] numbers(int count) {
    String[] numbers = new String[count];
    for (int index = 0; index < count; index++) {
      numbers[index] = String.valueOf(index + 1);
    }
    return numbers;
  }

  private static @Nullable String fault(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < names.size(); index++) {
      String name = names.get(index);
      if (name.isBlank()) {
        return "found no name for column " + (index + 1);
      }
      if (!seen.add(name)) {
        return "found '" + Values.shown(name) + "' twice";
      }
    }
    return null;
  }
}
