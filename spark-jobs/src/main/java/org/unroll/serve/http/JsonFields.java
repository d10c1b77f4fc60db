package org.unroll.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.NearestName;

/**
 * The fields of a JSON object, by name and type. A field that nobody knows is refused. One that is
 * null counts as missing.
 */
public final class JsonFields {

  private static final int MAX_SHOWN = 60;

  private final JsonNode object;
  private final String prefix;
  private final Set<String> known;

  /**
   * The fields of the body of a request.
   *
   * @param known the names that they may have
   * @throws ApiException if there is another
   */
  public JsonFields(JsonNode object, Set<String> known) {
    this(object, known, "");
  }

  private JsonFields(JsonNode object, Set<String> known, String prefix) {
    this.object = object;
    this.known = known;
    this.prefix = prefix;
    refuseOthers();
  }

  /** The value of a field as it is; null if it is missing. */
  public @Nullable JsonNode value(String name) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException("expected one of " + known + ", found " + name);
    }
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** The full name of a field, as error messages have it. */
  public String name(String field) {
    return prefix + field;
  }

  /** A text, if it is there. */
  public Optional<String> text(String name) {
    JsonNode value = value(name);
    return value == null ? Optional.empty() : Optional.of(text(value, name(name)));
  }

  /** A text that must be there. */
  public String requiredText(String name) {
    return text(name).orElseThrow(() -> missing(name, "a string"));
  }

  /** The error of a field that must be there and is not. */
  public ApiException missing(String name, String expected) {
    return ApiException.invalid(
        name(name), "expected the field '" + name(name) + "', " + expected + "; found none");
  }

  /** A text or a list of texts; empty if it is missing. */
  public List<String> texts(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      if (!value.isTextual()) {
        throw wrong(name(name), "a string or a list of strings", value);
      }
      return List.of(text(value, name(name)));
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      texts.add(text(value.get(i), name(name) + "[" + i + "]"));
    }
    return texts;
  }

  /** The objects of a list that must be there. */
  public List<JsonFields> objects(String name, Set<String> fields) {
    JsonNode value = value(name);
    if (value == null) {
      throw missing(name, "a list of objects");
    }
    if (!value.isArray()) {
      throw wrong(name(name), "a list of objects", value);
    }
    List<JsonFields> objects = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      objects.add(object(value.get(i), fields, name(name) + "[" + i + "]"));
    }
    return objects;
  }

  /** The fields of an object, if it is there. */
  public Optional<JsonFields> object(String name, Set<String> fields) {
    JsonNode value = value(name);
    return value == null ? Optional.empty() : Optional.of(object(value, fields, name(name)));
  }

  private static JsonFields object(JsonNode value, Set<String> fields, String name) {
    if (!value.isObject()) {
      throw wrong(name, "an object", value);
    }
    return new JsonFields(value, fields, name + ".");
  }

  /** A whole number in a range, both ends included. */
  public int integer(String name, int missing, int min, int max) {
    return (int) whole(name, missing, min, max);
  }

  /** A whole number in a range, both ends included. */
  public long whole(String name, long missing, long min, long max) {
    JsonNode value = value(name);
    if (value == null) {
      return missing;
    }
    String expected = "a whole number from " + min + " to " + max;
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < min
        || value.longValue() > max) {
      throw wrong(name(name), expected, value);
    }
    return value.longValue();
  }

  /** A finite number in a range, both ends included. */
  public double number(String name, double missing, double min, double max) {
    JsonNode value = value(name);
    if (value == null) {
      return missing;
    }
    if (!value.isNumber() || !(value.doubleValue() >= min && value.doubleValue() <= max)) {
      throw wrong(name(name), range(min, max), value);
    }
    return value.doubleValue();
  }

  private static String range(double min, double max) {
    if (max == Double.MAX_VALUE) {
      return min == -Double.MAX_VALUE
          ? "a finite number"
          : min == Double.MIN_VALUE ? "a number above 0" : "a number of at least " + show(min);
    }
    String upper = " at most " + show(max);
    return min == Double.MIN_VALUE
        ? "a number above 0 and" + upper
        : "a number of at least " + show(min) + " and" + upper;
  }

  private static String show(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }

  /** Whether a field is true. */
  public boolean flag(String name, boolean missing) {
    JsonNode value = value(name);
    if (value == null) {
      return missing;
    }
    if (!value.isBoolean()) {
      throw wrong(name(name), "true or false", value);
    }
    return value.booleanValue();
  }

  private void refuseOthers() {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw new ApiException(
                    400,
                    name(shortened(field)),
                    "unknown_field",
                    "unknown field '"
                        + name(shortened(field))
                        + "'"
                        + NearestName.suggestion(shortened(field), known));
              }
            });
  }

  private static String text(JsonNode value, String name) {
    if (!value.isTextual()) {
      throw wrong(name, "a string", value);
    }
    String text = value.textValue();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        throw ApiException.invalid(
            name,
            String.format(
                Locale.ROOT,
                "expected '%s' to be Unicode text, found half of a surrogate pair, \\u%04x, at"
                    + " character %d",
                name,
                codePoint,
                i));
      }
    }
    return text;
  }

  /** The error of a value that is not as expected. */
  public static ApiException wrong(String name, String expected, JsonNode found) {
    String shown =
        found.getNodeType() == JsonNodeType.NUMBER || found.isBoolean() || found.isTextual()
            ? shortened(found.toString())
            : "an " + found.getNodeType().name().toLowerCase(Locale.ROOT);
    return ApiException.invalid(
        name,
        "expected '"
            + name
            + "' to be "
            + expected
            + ", found "
            + shown.replace("an null", "null"));
  }

  private static String shortened(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }
}
