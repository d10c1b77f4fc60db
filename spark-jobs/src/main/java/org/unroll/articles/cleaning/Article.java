package org.unroll.articles.cleaning;

/**
 * A page that is kept.
 *
 * @param id the page's id
 * @param title without a namespace's prefix, for articles have none
 * @param revisionId the id of the revision that {@code text} is of
 * @param text plain text, a paragraph, a heading or a list item a line; not empty
 */
public record Article(long id, String title, long revisionId, String text) {}
