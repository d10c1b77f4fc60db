package org.unroll.text.tokenizers;

import org.unroll.errors.BadDataException;
import org.unroll.text.TextConfig;
import org.unroll.text.TextEncoder;
import org.unroll.text.Tokenizer;
import org.unroll.text.TokenizerKind;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.PreTokenizer;
import org.unroll.text.bpe.TokenizerJson;
import org.unroll.text.words.CharacterTokenizer;
import org.unroll.text.words.FoldingTokenizer;
import org.unroll.text.words.GivenWordTokenizer;
import org.unroll.text.words.WhitespaceTokenizer;
import org.unroll.text.words.WordTokenizer;

/** The tokenizers and encoders that a configuration asks for. */
public final class Tokenizers {

  private Tokenizers() {}

  /**
   * Returns the tokenizer for text whose vocabulary is not known yet. It cuts text into tokens; for
   * subwords, into the words that subwords are learned from and never cross.
   */
  public static Tokenizer of(TextConfig config) {
    return switch (config.tokenizer()) {
      case WORD -> folding(new WordTokenizer(), config);
      case WHITESPACE -> folding(new WhitespaceTokenizer(), config);
      case CHARACTER -> folding(new CharacterTokenizer(), config);
      case SUBWORD -> new PreTokenizer(config);
    };
  }

  /** Returns the tokenizer for single words that were cut before; each gives one token. */
  public static Tokenizer ofGivenWords(TextConfig config) {
    return folding(new GivenWordTokenizer(), config);
  }

  private static Tokenizer folding(Tokenizer tokenizer, TextConfig config) {
    return config.lowerCase() || config.digitsToN() || config.maxTokenLength().isPresent()
        ? new FoldingTokenizer(tokenizer, config)
        : tokenizer;
  }

  /**
   * Returns the encoder for a vocabulary.
   *
   * @throws BadDataException if the tokens are subwords and the vocabulary comes without the
   *     tokenizer that was learned with it
   */
  public static TextEncoder encoder(TextConfig config, Vocabulary vocabulary) {
    return new TextEncoder(tokenizer(config, vocabulary), vocabulary);
  }

  private static Tokenizer tokenizer(TextConfig config, Vocabulary vocabulary) {
    if (config.tokenizer() != TokenizerKind.SUBWORD) {
      return of(config);
    }
    return vocabulary
        .learnedTokenizer()
        .orElseThrow(
            () ->
                new BadDataException(
                    "expected "
                        + TokenizerJson.FILE
                        + " beside the vocabulary, as text.tokenizer = subword needs, found none"));
  }
}
