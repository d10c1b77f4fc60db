package org.unroll.task.tagging;

import java.util.ArrayList;
import java.util.List;

/**
 * An entity of a sentence.
 *
 * @param type such as {@code PER}
 * @param start the index of its first word
 * @param end the index after its last word
 */
public record Entity(String type, int start, int end) {

  /**
   * Reads entities from tags as the script conlleval of the CoNLL shared tasks does, which makes
   * the best of tags outside of the scheme: an {@code I-} or {@code E-} that continues nothing of
   * its type begins an entity.
   */
  public static List<Entity> of(List<String> tags) {
    List<Entity> entities = new ArrayList<>();
    String before = TagScheme.OUTSIDE;
    int start = -1;
    for (int i = 0; i <= tags.size(); i++) {
      String tag = i < tags.size() ? tags.get(i) : TagScheme.OUTSIDE;
      if (start >= 0 && ends(before, tag)) {
        entities.add(new Entity(TagScheme.type(before), start, i));
        start = -1;
      }
      if (begins(before, tag)) {
        start = i;
      }
      before = tag;
    }
    return entities;
  }

  private static boolean ends(String before, String tag) {
    return switch (TagScheme.place(before)) {
      case 'E', 'S' -> true;
      case 'B', 'I' ->
          isOutside(tag)
              || TagScheme.place(tag) == 'B'
              || TagScheme.place(tag) == 'S'
              || !TagScheme.type(before).equals(TagScheme.type(tag));
      default -> false;
    };
  }

  private static boolean begins(String before, String tag) {
    if (isOutside(tag)) {
      return false;
    }
    return switch (TagScheme.place(tag)) {
      case 'B', 'S' -> true;
      default ->
          isOutside(before)
              || TagScheme.place(before) == 'E'
              || TagScheme.place(before) == 'S'
              || !TagScheme.type(before).equals(TagScheme.type(tag));
    };
  }

  private static boolean isOutside(String tag) {
    return tag.equals(TagScheme.OUTSIDE);
  }
}
