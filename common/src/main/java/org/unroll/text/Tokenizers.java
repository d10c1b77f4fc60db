package org.unroll.text;

/** The tokenizers by their kind. */
public final class Tokenizers {

  private Tokenizers() {}

  public static Tokenizer of(TextConfig config) {
    Tokenizer tokenizer = of(config.tokenizer());
    return config.lowerCase() || config.digitsToN() || config.maxTokenLength().isPresent()
        ? new FoldingTokenizer(tokenizer, config)
        : tokenizer;
  }

  public static Tokenizer of(TokenizerKind kind) {
    return switch (kind) {
      case WORD -> new WordTokenizer();
      case WHITESPACE -> new WhitespaceTokenizer();
      case CHARACTER -> new CharacterTokenizer();
    };
  }
}
