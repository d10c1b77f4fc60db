package org.unroll.text;

import com.ibm.icu.lang.UCharacter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Makes different spellings one token: in lower case, with N for digits, none that is too long. */
final class FoldingTokenizer implements Tokenizer {

  private static final long serialVersionUID = 1L;

  private static final String UNKNOWN = Vocabulary.SPECIAL_TOKENS.get(Vocabulary.UNK);

  private final Tokenizer tokenizer;
  private final boolean lowerCase;
  private final boolean digitsToN;
  private final int maxLength;

  FoldingTokenizer(Tokenizer tokenizer, TextConfig config) {
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
    return digitsToN ? withoutDigits(token) : token;
  }

  /** The text with an {@code N} for each digit, by ICU's Unicode rather than the JDK's. */
  static String withoutDigits(String text) {
    if (text.codePoints().noneMatch(UCharacter::isDigit)) {
      return text;
    }
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            codePoint -> folded.appendCodePoint(UCharacter.isDigit(codePoint) ? 'N' : codePoint));
    return folded.toString();
  }

  @Override
  public String join(List<String> tokens) {
    return tokenizer.join(tokens);
  }
}
