package org.unroll.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.unroll.errors.BadDataException;

/**
 * The JSON of files and reports.
 *
 * <p>Reading is strict, since files may come from anywhere. Comments, keys that are unknown,
 * missing or there twice, nulls but where a component is {@code Nullable}, values of another type,
 * and text after the value are errors; the depth and the number of values are bounded.
 */
public final class Json {

  private static final int MAX_DEPTH = 64;

  /** Some hundred megabytes as a tree; a vocabulary of a million subwords has three million. */
  private static final long MAX_VALUES = 4_000_000;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_VALUES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .annotationIntrospector(
              new AnnotationIntrospectorPair(
                  new JacksonAnnotationIntrospector(), new RequiredComponents()))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private Json() {}

  /** Returns an empty object, to be filled. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Writes a value, such as a record or a tree, on one line. */
  public static String compact(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw notJson(value, e);
    }
  }

  /** Writes a value over several lines, for people to read. */
  public static String indented(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw notJson(value, e);
    }
  }

  private static IllegalStateException notJson(Object value, JsonProcessingException cause) {
    return new IllegalStateException(value.getClass() + " cannot be written as JSON", cause);
  }

  /**
   * Reads a value of a type.
   *
   * @param file the name of the file, for messages
   * @param expected what the file should hold, for messages
   * @throws BadDataException if the text is not JSON or does not fit the type
   */
  public static <T> T read(String text, Class<T> type, String file, String expected) {
    try {
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new BadDataException(file + ": expected " + expected + ", found null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw unexpected(file, expected, e);
    }
  }

  /**
   * Reads a value of a type from a tree.
   *
   * @param file the name of the file, for messages
   * @param expected what the file should hold, for messages
   * @throws BadDataException if the tree does not fit the type
   */
  public static <T> T read(JsonNode tree, Class<T> type, String file, String expected) {
    try {
      T value = MAPPER.treeToValue(tree, type);
      if (value == null) {
        throw new BadDataException(file + ": expected " + expected + ", found null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw unexpected(file, expected, e);
    }
  }

  /**
   * Reads a value as a tree.
   *
   * @param file the name of the file, for messages
   * @param expected what the file should hold, for messages
   * @throws BadDataException if the text is not JSON
   */
  public static JsonNode tree(String text, String file, String expected) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw unexpected(file, expected, e);
    }
  }

  private static BadDataException unexpected(
      String file, String expected, JsonProcessingException cause) {
    return new BadDataException(
        file + ": expected " + expected + ", found " + cause.getOriginalMessage(), cause);
  }

  /** Reads a value as a tree; empty if the text is not JSON. */
  public static Optional<JsonNode> treeIfValid(String text) {
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Reads a value of a type; empty if the text is not JSON or does not fit the type. */
  public static <T> Optional<T> readIfValid(String text, Class<T> type) {
    try {
      return Optional.ofNullable(MAPPER.readValue(text, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
