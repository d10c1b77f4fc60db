package org.unroll.inference.prediction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.task.tagging.Entity;

/**
 * The tags that a tagger chose, with the entities that they name.
 *
 * @param words of the input, as it gave them or as its text was cut
 * @param tags of the words
 * @param entities in their order
 */
public record Tagging(List<String> words, List<String> tags, List<Named> entities)
    implements Prediction {

  /**
   * An entity.
   *
   * @param type such as {@code PER}
   * @param start the index of its first word
   * @param end the index after its last word
   * @param text its words as they stand in the input
   */
  public record Named(String type, int start, int end, String text) {

    private Map<String, Object> values() {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("type", type);
      values.put("start", start);
      values.put("end", end);
      values.put("text", text);
      return values;
    }
  }

  static Tagging of(TaggedText text, List<String> tags) {
    return new Tagging(
        text.words(),
        tags,
        Entity.of(tags).stream()
            .map(
                entity ->
                    new Named(
                        entity.type(),
                        entity.start(),
                        entity.end(),
                        text.between(entity.start(), entity.end())))
            .toList());
  }

  @Override
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("words", words);
    values.put("tags", tags);
    values.put("entities", entities.stream().map(Named::values).toList());
    return values;
  }

  /** The words, with brackets around entities, as in {@code [Teddy Roosevelt PER] was here}. */
  @Override
  public String show() {
    StringBuilder line = new StringBuilder();
    int next = 0;
    for (Named entity : entities) {
      append(line, words.subList(next, entity.start()));
      append(line, List.of("[" + String.join(" ", words.subList(entity.start(), entity.end()))));
      line.append(' ').append(entity.type()).append(']');
      next = entity.end();
    }
    append(line, words.subList(next, words.size()));
    return line.toString();
  }

  private static void append(StringBuilder line, List<String> words) {
    for (String word : words) {
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
  }
}
