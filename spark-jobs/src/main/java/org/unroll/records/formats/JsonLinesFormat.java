package org.unroll.records.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;

/** A JSON object a line, whose keys are the columns. Blank lines are no records. */
public record JsonLinesFormat() implements LineFormat {

  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public Config options() {
    return ConfigFactory.empty();
  }

  @Override
  public boolean splittable() {
    return true;
  }

  @Override
  public RecordReader reader(PartLines lines, Supplier<@Nullable String> firstLine) {
    return () -> next(lines);
  }

  private static @Nullable LineRecord next(PartLines lines) throws BrokenRecordException {
    String line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    if (line == null) {
      return null;
    }
    JsonNode object = object(line, lines.place(lines.number()));
    String[] columns = new String[object.size()];
    @Nullable Object[] values = new Object[columns.length];
    int index = 0;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      columns[index] = field.getKey();
      values[index++] = value(field.getValue());
    }
    return new LineRecord(lines.number(), columns, values);
  }

  private static JsonNode object(String line, String place) throws BrokenRecordException {
    JsonNode tree;
    try {
      tree = Json.tree(line, place, "a JSON object");
    } catch (BadDataException e) {
      throw new BrokenRecordException("json", String.valueOf(e.getMessage()));
    }
    if (!tree.isObject()) {
      throw new BrokenRecordException(
          "json", place + ": expected a JSON object on the line, found " + Values.shown(line));
    }
    return tree;
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isArray()) {
      List<@Nullable Object> elements = new ArrayList<>();
      node.forEach(element -> elements.add(scalar(element)));
      return Values.array(elements);
    }
    return scalar(node);
  }

  private static @Nullable Object scalar(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.canConvertToLong() && node.isIntegralNumber()) {
      return node.longValue();
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNull() ? null : new NestedValue(node.toString());
  }
}
