package org.unroll.wiki.export;

import org.jspecify.annotations.Nullable;

/**
 * A page of a MediaWiki export with its latest revision.
 *
 * @param id the page's id
 * @param namespace the number of its namespace; articles are in 0
 * @param title the full title, including the prefix of its namespace, if any
 * @param redirectTarget the title it redirects to, or null if it is not a redirect
 * @param revisionId the id of the revision that {@code text} belongs to
 * @param model the content model, such as {@code wikitext}
 * @param text the wikitext, empty if the revision has none
 * @param tooLarge whether the wikitext has more than {@link #MAX_TEXT_LENGTH} characters; {@code
 *     text} is empty then
 */
public record Page(
    long id,
    int namespace,
    String title,
    @Nullable String redirectTarget,
    long revisionId,
    String model,
    String text,
    boolean tooLarge) {

  /**
   * The longest wikitext that is read, in characters. MediaWiki refuses to save more than 2 MiB;
   * longer pages are skipped as {@code too-large} instead of being read whole.
   */
  public static final int MAX_TEXT_LENGTH = 4 << 20;
}
