package org.unroll.articles;

import java.util.List;
import java.util.Optional;
import org.unroll.dump.Dump;

/**
 * What is extracted.
 *
 * @param dumps paths on any Hadoop file system, globs included
 * @param damage what to do where their bzip2 data is damaged
 * @param previous a folder of articles of an earlier dump, whose texts are taken over where the
 *     revision is the same
 */
public record ExtractInput(List<String> dumps, Dump.Damage damage, Optional<String> previous) {

  public ExtractInput {
    dumps = List.copyOf(dumps);
  }
}
