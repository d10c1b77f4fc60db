package org.unroll.articles.cleaning;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Articles of an earlier dump of a wiki, cleaned as this cleaner would clean them. */
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
   * Returns the plain text of a revision, or null if it is unknown. Ids should increase from call
   * to call, as they do in dumps; otherwise the text may be missed.
   *
   * @param id the page's id
   */
  @Nullable String text(long id, long revisionId) throws IOException;
}
