package org.unroll.text;

import java.util.OptionalInt;
import org.unroll.errors.ConfigurationException;

/**
 * The options of the conversion from text to token ids.
 *
 * @param tokenizer the kind of tokenizer
 * @param minCount the minimum number of occurrences of a token in the vocabulary, or of a pair that
 *     is merged into a subword, at least 1
 * @param maxVocabulary the maximum size of the vocabulary, special tokens included, at least 4
 * @param lowerCase whether text is converted to lower case first
 * @param digitsToN whether each digit of a token becomes an {@code N}
 * @param maxTokenLength the maximum number of code points of a token, at least 1; longer ones
 *     become {@code <unk>}
 */
public record TextConfig(
    TokenizerKind tokenizer,
    int minCount,
    int maxVocabulary,
    boolean lowerCase,
    boolean digitsToN,
    OptionalInt maxTokenLength) {

  /** The number of subwords that every vocabulary of subwords contains: one for each byte. */
  private static final int BYTE_VALUES = 1 << Byte.SIZE;

  public TextConfig {
    if (minCount < 1) {
      throw new ConfigurationException("text.minCount must be at least 1, found " + minCount);
    }
    if (maxVocabulary <= Vocabulary.SPECIAL_TOKENS.size()) {
      throw new ConfigurationException(
          "text.maxVocabulary must be at least "
              + (Vocabulary.SPECIAL_TOKENS.size() + 1)
              + " (three ids are <pad>, <unk> and <eos>), found "
              + maxVocabulary);
    }
    if (tokenizer == TokenizerKind.SUBWORD) {
      checkSubwords(maxVocabulary, maxTokenLength);
    }
    if (maxTokenLength.isPresent() && maxTokenLength.getAsInt() < 1) {
      throw new ConfigurationException(
          "text.maxTokenLength must be at least 1, found " + maxTokenLength.getAsInt());
    }
  }

  private static void checkSubwords(int maxVocabulary, OptionalInt maxTokenLength) {
    int min = Vocabulary.SPECIAL_TOKENS.size() + BYTE_VALUES;
    if (maxVocabulary < min) {
      throw new ConfigurationException(
          "text.maxVocabulary must be at least "
              + min
              + " with text.tokenizer = subword (<pad>, <unk>, <eos> and 256 bytes), found "
              + maxVocabulary);
    }
    if (maxTokenLength.isPresent()) {
      throw new ConfigurationException(
          "text.maxTokenLength must be none with text.tokenizer = subword, which cuts long words"
              + " instead of dropping them, found "
              + maxTokenLength.getAsInt());
    }
  }
}
