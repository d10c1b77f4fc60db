package org.unroll.articles.cleaning;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Articles of a wiki that were cleaned before, as this cleaner would clean them. */
public interface EarlierArticles extends Closeable {

  /** No articles. */
  EarlierArticles NONE =
      new EarlierArticles() {
        @Override
        public @Nullable String text(long id, long revisionId) {
          return null;
        }

        @Override
        public void close() {}
      };

  /**
   * The plain text of a revision, or null if it is not at hand. Where ids do not rise from one call
   * to the next, as they do in dumps, it may be passed over.
   *
   * @param id the page's id
   */
  @Nullable String text(long id, long revisionId) throws IOException;
}
