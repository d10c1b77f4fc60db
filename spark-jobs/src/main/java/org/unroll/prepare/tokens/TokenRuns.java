package org.unroll.prepare.tokens;

import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.DumpPages;
import org.unroll.dataset.Manifest;

/**
 * The runs of an input, which are made when they are first used.
 *
 * @param pages the pages that they are made of, if the input is of dumps
 */
public record TokenRuns(JavaRDD<TokenRun> runs, Optional<DumpPages> pages)
    implements AutoCloseable {

  /** Returns the templates that the texts were made with; null if there are none. */
  public Manifest.@Nullable Templates templates() {
    return pages.map(all -> all.templates().entry()).orElse(null);
  }

  /** Removes what is kept to make the runs; they can still be made again. */
  @Override
  public void close() {
    pages.ifPresent(DumpPages::close);
  }
}
