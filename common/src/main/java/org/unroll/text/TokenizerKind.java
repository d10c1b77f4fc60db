package org.unroll.text;

/** The kinds of {@code text.tokenizer}. */
public enum TokenizerKind {
  /** Words by the Unicode rules and dictionaries of ICU. */
  WORD,
  /** Words between white space, as they stand. */
  WHITESPACE,
  /** Unicode code points. */
  CHARACTER,
  /** Pieces of words, learned from the text. */
  SUBWORD
}
