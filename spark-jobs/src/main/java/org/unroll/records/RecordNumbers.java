package org.unroll.records;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The numbers in columns of a record, as the values of a feature vector. */
final class RecordNumbers {

  private final InputRecord record;
  private float[] numbers = new float[0];
  private int length;

  private RecordNumbers(InputRecord record) {
    this.record = record;
  }

  static float[] of(InputRecord record, String... columns) {
    RecordNumbers all = new RecordNumbers(record);
    all.numbers = new float[columns.length];
    for (String column : columns) {
      all.addAll(column, record.value(column));
    }
    return Arrays.copyOf(all.numbers, all.length);
  }

  private void addAll(String column, @Nullable Object value) {
    if (value instanceof double[] array) {
      for (double number : array) {
        add(column, number);
      }
    } else if (value instanceof Object[] array) {
      for (Object element : array) {
        add(column, number(column, element));
      }
    } else {
      add(column, number(column, value));
    }
  }

  private double number(String column, @Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text && isDecimal(text.strip())) {
      try {
        return Double.parseDouble(text.strip());
      } catch (NumberFormatException e) {
        throw record.unexpected("a number", column, value);
      }
    }
    throw record.unexpected("a number", column, value);
  }

  /** Java also reads {@code 1f}, {@code 0x1p3}, {@code NaN} and {@code Infinity}. */
  private static boolean isDecimal(String text) {
    for (int index = 0; index < text.length(); index++) {
      if ("+-.eE".indexOf(text.charAt(index)) < 0 && !isDigit(text.charAt(index))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private void add(String column, double number) {
    float single = (float) number;
    if (!Float.isFinite(single)) {
      throw record.unexpected("a finite number of single precision", column, number);
    }
    if (length == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(16, 2 * length));
    }
    numbers[length++] = single;
  }
}
