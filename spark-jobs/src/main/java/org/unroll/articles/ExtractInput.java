package org.unroll.articles;

import java.util.List;
import java.util.Optional;
import org.unroll.dump.Dump;

/**
 * The input of {@link ExtractJob}.
 *
 * @param dumps paths on any Hadoop file system, globs included
 * @param damage the treatment of damaged data
 * @param previous a folder of articles of an earlier dump, whose texts are reused where the
 *     revision is the same
 */
public record ExtractInput(List<String> dumps, Dump.Damage damage, Optional<String> previous) {

  public ExtractInput {
    dumps = List.copyOf(dumps);
  }
}
