package org.unroll.task.tagging;

import java.io.Serializable;
import java.util.List;
import org.unroll.nn.output.TagConstraints;

/**
 * The tags of a task in the order of their numbers, with what their scheme allows.
 *
 * @param tags (K)
 * @param scheme that has all of them
 */
public record TagSet(List<String> tags, TagScheme scheme) implements TagConstraints, Serializable {

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

  /** K. */
  public int size() {
    return tags.size();
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
