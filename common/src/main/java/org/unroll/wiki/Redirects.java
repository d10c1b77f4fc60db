package org.unroll.wiki;

import org.jspecify.annotations.Nullable;

/** Redirects in dumps that do not mark them, told by the first word of the wikitext. */
public final class Redirects {

  private Redirects() {}

  /** The title that {@code wikitext} redirects to, or null if it is no redirect. */
  public static @Nullable String target(String wikitext) {
    return null;
  }
}
