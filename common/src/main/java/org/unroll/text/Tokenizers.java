package org.unroll.text;

/** The tokenizers by their kind. */
public final class Tokenizers {

  private Tokenizers() {}

  public static Tokenizer of(TextConfig config) {
    return of(config.tokenizer());
  }

  public static Tokenizer of(TokenizerKind kind) {
    return switch (kind) {
      case WORD -> new WordTokenizer();
      case WHITESPACE -> new WhitespaceTokenizer();
      case CHARACTER -> new CharacterTokenizer();
    };
  }
}
