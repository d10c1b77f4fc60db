package org.unroll.records.formats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of records: arrays of one type where possible, and words for messages. */
public final class Values {

  /** A longer text is cut in a message. */
  private static final int MAX_SHOWN = 40;

  private Values() {}

  /** Returns an array of elements: of texts, of numbers, or of both and nulls. */
  public static Object array(List<? extends @Nullable Object> elements) {
    if (elements.stream().allMatch(String.class::isInstance)) {
      return elements.toArray(new String[0]);
    }
    if (elements.stream().allMatch(Number.class::isInstance)) {
      double[] numbers = new double[elements.size()];
      for (int index = 0; index < numbers.length; index++) {
        numbers[index] = elements.get(index) instanceof Number number ? number.doubleValue() : 0;
      }
      return numbers;
    }
    return elements.toArray();
  }

  /** Describes a value that is not what was expected. */
  public static String describe(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return text.isEmpty() ? "an empty text" : "'" + shown(text) + "'";
    }
    if (value instanceof Number number) {
      return "the number " + number;
    }
    if (value instanceof Boolean) {
      return "the truth value " + value;
    }
    if (value instanceof String[]) {
      return "an array of texts";
    }
    if (value instanceof double[]) {
      return "an array of numbers";
    }
    if (value instanceof Object[] mixed) {
      return "an array with " + describe(odd(mixed));
    }
    return "a nested value";
  }

  /** The first element that no array of one type has. */
  private static @Nullable Object odd(@Nullable Object[] mixed) {
    for (Object element : mixed) {
      if (!(element instanceof String)) {
        return element;
      }
    }
    return null;
  }

  /** Returns the beginning of a text on one line. */
  public static String shown(String text) {
    String start = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    return start.replace("\n", "\\n").replace("\t", "\\t");
  }
}
