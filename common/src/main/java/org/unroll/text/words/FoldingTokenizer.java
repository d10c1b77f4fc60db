package org.unroll.text.words;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.unroll.text.TextConfig;
import org.unroll.text.Tokenizer;
import org.unroll.text.Vocabulary;

/**
 * A tokenizer that maps several spellings to one token: upper to lower case, digits to {@code N},
 * and tokens that are too long to {@code <unk>}.
 */
public final class FoldingTokenizer implements Tokenizer {

  private static final long serialVersionUID = 1L;

  private static final String UNKNOWN = Vocabulary.SPECIAL_TOKENS.get(Vocabulary.UNK);

  private final Tokenizer tokenizer;
  private final boolean lowerCase;
  private final boolean digitsToN;
  private final int maxLength;

  /** Creates a tokenizer that folds the tokens of another as {@code config} asks. */
  public FoldingTokenizer(Tokenizer tokenizer, TextConfig config) {
    this.tokenizer = tokenizer;
    this.lowerCase = config.lowerCase();
    this.digitsToN = config.digitsToN();
    this.maxLength = config.maxTokenLength().orElse(Integer.MAX_VALUE);
  }

  @Override
  public void tokenize(String line, Consumer<String> sink) {
    tokenizer.tokenize(
        lowerCase ? line.toLowerCase(Locale.ROOT) : line, token -> sink.accept(fold(token)));
  }

  private String fold(String token) {
    if (token.codePointCount(0, token.length()) > maxLength) {
      return UNKNOWN;
    }
    return digitsToN ? Normalization.replaceDigits(token) : token;
  }

  @Override
  public String join(List<String> tokens) {
    return tokenizer.join(tokens);
  }
}
