package org.unroll.text.words;

import java.util.function.Consumer;
import org.unroll.text.Tokenizer;

/**
 * The tokenizer that makes each code point a token, spaces included. Joining the tokens restores
 * the line in normal form C.
 */
public final class CharacterTokenizer implements Tokenizer {

  private static final long serialVersionUID = 1L;

  @Override
  public void tokenize(String line, Consumer<String> sink) {
    String text = Normalization.nfc(line);
    int position = 0;
    while (position < text.length()) {
      int codePoint = text.codePointAt(position);
      position += Character.charCount(codePoint);
      // vocab.txt cannot contain a line break, nor UTF-8 half of a surrogate pair.
      if (codePoint != '\n' && codePoint != '\r' && !isSurrogate(codePoint)) {
        sink.accept(Character.toString(codePoint));
      }
    }
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
