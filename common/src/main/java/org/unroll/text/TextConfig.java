package org.unroll.text;

import java.util.OptionalInt;
import org.unroll.errors.ConfigurationException;

/**
 * How text becomes ids.
 *
 * @param tokenizer how a line is cut into tokens
 * @param minCount how often a token must occur to enter the vocabulary, or two neighbours to become
 *     a subword, at least 1
 * @param maxVocabulary the most ids a vocabulary has, the special tokens included, at least 4
 * @param lowerCase whether text is turned to lower case first
 * @param digitsToN whether each digit of a token becomes an {@code N}
 * @param maxTokenLength a token of more code points becomes {@code <unk>}, at least 1
 */
public record TextConfig(
    TokenizerKind tokenizer,
    int minCount,
    int maxVocabulary,
    boolean lowerCase,
    boolean digitsToN,
    OptionalInt maxTokenLength) {

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
    int least = Vocabulary.SPECIAL_TOKENS.size() + Merges.BYTES;
    if (maxVocabulary < least) {
      throw new ConfigurationException(
          "text.maxVocabulary must be at least "
              + least
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
