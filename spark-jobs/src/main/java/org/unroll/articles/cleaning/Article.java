package org.unroll.articles.cleaning;

/**
 * An article as plain text.
 *
 * @param id the page's id
 * @param title without the prefix of a namespace, as articles have none
 * @param revisionId the id of the revision whose text this is
 * @param text plain text, a paragraph, a heading or a list item a line; not empty
 */
public record Article(long id, String title, long revisionId, String text) {}
