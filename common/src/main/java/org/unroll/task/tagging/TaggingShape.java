package org.unroll.task.tagging;

import java.io.Serializable;

/**
 * What a tagger's shape depends on in its data.
 *
 * @param words V, the size of the vocabulary of words
 * @param characters the size of the vocabulary of characters
 * @param tags the tags
 */
public record TaggingShape(int words, int characters, TagSet tags) implements Serializable {}
