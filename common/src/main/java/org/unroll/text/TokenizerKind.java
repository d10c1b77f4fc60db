package org.unroll.text;

/** The values of {@code text.tokenizer}. */
public enum TokenizerKind {
  /** Words by the Unicode rules and dictionaries of ICU. */
  WORD,
  /** Words separated by white space. */
  WHITESPACE,
  /** Unicode code points. */
  CHARACTER,
  /** Parts of words, learned from the text by byte-pair encoding. */
  SUBWORD
}
