package org.unroll.text.bpe;

import java.util.List;
import java.util.Optional;
import org.unroll.text.Tokenizer;
import org.unroll.text.Vocabulary;

/** A vocabulary of subwords, with the tokenizer that was learned with it. */
public final class SubwordVocabulary extends Vocabulary {

  private final SubwordTokenizer tokenizer;

  private SubwordVocabulary(List<String> tokens, SubwordTokenizer tokenizer) {
    super(tokens);
    this.tokenizer = tokenizer;
  }

  /** Returns a vocabulary with the tokenizer that makes its tokens. */
  public static SubwordVocabulary of(Vocabulary vocabulary, SubwordTokenizer tokenizer) {
    return new SubwordVocabulary(vocabulary.tokens(), tokenizer);
  }

  public SubwordTokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public Optional<Tokenizer> learnedTokenizer() {
    return Optional.of(tokenizer);
  }

  @Override
  public Optional<String> tokenizerJson() {
    return Optional.of(TokenizerJson.write(this));
  }
}
