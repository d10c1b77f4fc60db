package org.unroll.task.tagging;

/** The ids of words and of their characters. */
public interface WordEncoder {

  /** The id of a word; that of {@code <unk>} if the vocabulary does not have it. */
  int word(String word);

  /** The ids of a word's characters, at least one. */
  int[] characters(String word);
}
