package org.unroll.text;

import java.util.List;
import org.unroll.errors.BadDataException;

/** The tokenizers by their kind. */
public final class Tokenizers {

  private Tokenizers() {}

  /**
   * Cuts text before its vocabulary is known: into tokens; where these are subwords, into the words
   * from which they are learned and which they make up.
   */
  public static Tokenizer of(TextConfig config) {
    if (config.tokenizer() == TokenizerKind.SUBWORD) {
      return new PreTokenizer(config.lowerCase(), config.digitsToN());
    }
    Tokenizer tokenizer = of(config.tokenizer());
    return config.lowerCase() || config.digitsToN() || config.maxTokenLength().isPresent()
        ? new FoldingTokenizer(tokenizer, config)
        : tokenizer;
  }

  /**
   * Cuts text into the tokens of a vocabulary.
   *
   * @throws BadDataException if they are subwords, and the vocabulary does not know how they are
   *     made
   */
  public static Tokenizer of(TextConfig config, Vocabulary vocabulary) {
    if (config.tokenizer() != TokenizerKind.SUBWORD) {
      return of(config);
    }
    return vocabulary
        .subwords()
        .orElseThrow(
            () ->
                new BadDataException(
                    "expected "
                        + TokenizerJson.FILE
                        + " beside the vocabulary, as text.tokenizer = subword needs, found none"));
  }

  static Tokenizer of(TokenizerKind kind) {
    return switch (kind) {
      case WORD -> new WordTokenizer();
      case WHITESPACE -> new WhitespaceTokenizer();
      case CHARACTER -> new CharacterTokenizer();
      case SUBWORD -> new PreTokenizer(false, false);
    };
  }

  /** The text of tokens that leave nothing of it out; the end of a line is a line feed. */
  static String concatenate(List<String> tokens) {
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      text.append(token.equals("<eos>") ? "\n" : token);
    }
    return text.toString();
  }
}
