package org.unroll.task.tagging;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.unroll.errors.BadDataException;
import org.unroll.nn.output.TagConstraints;

/**
 * The tags of a task in the order of their numbers, with what their scheme allows: the lines of
 * {@code tags.txt}.
 *
 * @param tags (K)
 * @param scheme that has all of them
 */
public record TagSet(List<String> tags, TagScheme scheme) implements TagConstraints, Serializable {

  /** The name of the file. */
  public static final String FILE = "tags.txt";

  public TagSet {
    tags = List.copyOf(tags);
  }

  /**
   * The tags with the simplest scheme that has all of them.
   *
   * @throws IllegalArgumentException naming the first tag that no scheme has
   */
  public static TagSet of(List<String> tags) {
    return new TagSet(tags, TagScheme.of(tags));
  }

  /** All tags that a scheme has for some types of entities, and that for words outside of all. */
  public static TagSet ofTypes(List<String> types, TagScheme scheme) {
    List<String> tags = new ArrayList<>();
    tags.add(TagScheme.OUTSIDE);
    types.forEach(type -> tags.addAll(scheme.tags(type)));
    return new TagSet(tags, scheme);
  }

  /**
   * The tags that a file holds.
   *
   * @param files the text files of a model or of data, by name
   * @param folder their folder, for messages
   * @throws BadDataException if the file is missing or damaged
   */
  public static TagSet read(Map<String, String> files, String folder) {
    String file = files.get(FILE);
    List<String> lines = file == null ? List.of() : file.lines().toList();
    try {
      if (lines.size() >= 2 && lines.stream().distinct().count() == lines.size()) {
        return of(lines);
      }
      throw damaged(folder, file == null ? "no such file" : lines.size() + " lines");
    } catch (IllegalArgumentException e) {
      throw damaged(folder, String.valueOf(e.getMessage()));
    }
  }

  private static BadDataException damaged(String folder, String found) {
    return new BadDataException(
        "%s/%s: expected at least two different tags, one a line, found %s"
            .formatted(folder, FILE, found));
  }

  /** The content of the file. */
  public String write() {
    return String.join("\n", tags) + "\n";
  }

  /** K. */
  public int size() {
    return tags.size();
  }

  /** The numbers of the tags by name. */
  public Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    tags.forEach(tag -> numbers.put(tag, numbers.size()));
    return numbers;
  }

  @Override
  public boolean mayStart(int tag) {
    return scheme.mayStart(tags.get(tag));
  }

  @Override
  public boolean mayFollow(int from, int to) {
    return scheme.mayFollow(tags.get(from), tags.get(to));
  }

  @Override
  public boolean mayEnd(int tag) {
    return scheme.mayEnd(tags.get(tag));
  }
}
