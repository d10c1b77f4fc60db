package org.unroll.text;

import java.util.List;
import java.util.function.Consumer;

/**
 * Every code point is a token, spaces included. Joining gives the line back in normal form C, and a
 * line feed for each {@code <eos>}.
 */
final class CharacterTokenizer implements Tokenizer {

  private static final long serialVersionUID = 1L;

  @Override
  public void tokenize(String line, Consumer<String> sink) {
    String text = NormalForm.nfc(line);
    int position = 0;
    while (position < text.length()) {
      int codePoint = text.codePointAt(position);
      position += Character.charCount(codePoint);
      // A line break has no place in vocab.txt, and half a surrogate pair none in UTF-8.
      if (codePoint != '\n' && codePoint != '\r' && !isSurrogate(codePoint)) {
        sink.accept(Character.toString(codePoint));
      }
    }
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  @Override
  public String join(List<String> tokens) {
    return Tokenizers.concatenate(tokens);
  }
}
