package org.unroll.text;

import org.unroll.errors.ConfigurationException;

/**
 * How text becomes ids.
 *
 * @param tokenizer how a line is cut into tokens
 * @param minCount how often a token must occur to enter the vocabulary, at least 1
 * @param maxVocabulary the most ids a vocabulary has, the special tokens included, at least 4
 */
public record TextConfig(TokenizerKind tokenizer, int minCount, int maxVocabulary) {

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
  }
}
