package org.unroll.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.unroll.errors.ConfigurationException;

/** Typed access to the keys of a configuration; a value of the wrong type is refused by name. */
public record Keys(Config config) implements Serializable {

  /** A whole number of 32 bits. */
  public int integer(String key) {
    return Math.toIntExact(whole(key, Integer.MIN_VALUE, Integer.MAX_VALUE, "a whole number"));
  }

  /** A whole number of 64 bits. */
  public long wholeNumber(String key) {
    return whole(key, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number");
  }

  /** A whole number, or the word that stands for the absence of one. */
  public OptionalInt integerOr(String key, String absent) {
    return text(key).equals(absent)
        ? OptionalInt.empty()
        : OptionalInt.of(
            Math.toIntExact(
                whole(
                    key,
                    Integer.MIN_VALUE,
                    Integer.MAX_VALUE,
                    "a whole number or '" + absent + "'")));
  }

  /** A text such as a path, or the word that stands for the absence of one. */
  public Optional<String> textOr(String key, String absent) {
    String found = text(key);
    return found.isEmpty() || found.equals(absent) ? Optional.empty() : Optional.of(found);
  }

  /** Whole numbers, or the word that stands for the absence of any. */
  public List<Integer> integersOr(String key, String absent) {
    if (config.getValue(key).unwrapped().equals(absent)) {
      return List.of();
    }
    try {
      return config.getIntList(key);
    } catch (ConfigException e) {
      throw wrong(key, "a list of whole numbers or '" + absent + "'", e);
    }
  }

  /** A number. */
  public double number(String key) {
    try {
      return config.getDouble(key);
    } catch (ConfigException e) {
      throw wrong(key, "a number", e);
    }
  }

  /** A number, or the word that stands for the absence of one. */
  public OptionalDouble numberOr(String key, String absent) {
    if (text(key).equals(absent)) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(config.getDouble(key));
    } catch (ConfigException e) {
      throw wrong(key, "a number or '" + absent + "'", e);
    }
  }

  /** A truth value. */
  public boolean flag(String key) {
    try {
      return config.getBoolean(key);
    } catch (ConfigException e) {
      throw wrong(key, "true or false", e);
    }
  }

  /** An enum constant, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, Class<E> kind) {
    String found = text(key);
    for (E constant : kind.getEnumConstants()) {
      if (spelling(constant).equals(found)) {
        return constant;
      }
    }
    List<String> choices =
        Arrays.stream(kind.getEnumConstants()).map(constant -> spelling(constant)).toList();
    throw new ConfigurationException(
        key + " must be one of " + String.join(", ", choices) + ", found '" + found + "'");
  }

  /** A text, such as the name of a column. */
  public String word(String key) {
    return text(key);
  }

  /** Texts, or one of them, or the word that stands for the absence of any. */
  public List<String> wordsOr(String key, String absent) {
    try {
      return config.getValue(key).valueType() == ConfigValueType.LIST
          ? config.getStringList(key)
          : textOr(key, absent).stream().toList();
    } catch (ConfigException e) {
      throw wrong(key, "a list of names or '" + absent + "'", e);
    }
  }

  /** A whole number of at least 1. */
  public int positive(String key) {
    int value = integer(key);
    if (value < 1) {
      throw new ConfigurationException(key + " must be at least 1, found " + value);
    }
    return value;
  }

  /** A finite number of at least 0. */
  public double notNegative(String key) {
    double value = number(key);
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new ConfigurationException(key + " must be at least 0, found " + value);
    }
    return value;
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private long whole(String key, long least, long most, String expected) {
    String found = text(key);
    try {
      long value = Long.parseLong(found);
      if (value >= least && value <= most) {
        return value;
      }
      throw new ConfigurationException(
          key + " must be from " + least + " to " + most + ", found " + found);
    } catch (NumberFormatException e) {
      throw wrong(key, expected, e);
    }
  }

  private String text(String key) {
    try {
      return config.getString(key);
    } catch (ConfigException e) {
      throw wrong(key, "a single value", e);
    }
  }

  private ConfigurationException wrong(String key, String expected, Exception cause) {
    String found = config.getValue(key).render(com.typesafe.config.ConfigRenderOptions.concise());
    return new ConfigurationException(
        key
            + " must be "
            + expected
            + ", found "
            + found
            + " ("
            + config.getValue(key).origin().description()
            + ")",
        cause);
  }
}
