package org.unroll.text.words;

import java.util.List;
import java.util.function.Consumer;
import org.unroll.text.Tokenizer;

/**
 * The tokenizer for text that was cut into tokens before, which white space separates. The words
 * {@code <pad>} and {@code <eos>} are skipped, since they have a special meaning.
 */
public final class WhitespaceTokenizer implements Tokenizer {

  private static final long serialVersionUID = 1L;

  @Override
  public void tokenize(String line, Consumer<String> sink) {
    String text = Normalization.nfc(line);
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isSpace(text.charAt(i))) {
        if (start < i) {
          pass(text.substring(start, i), sink);
        }
        start = i + 1;
      }
    }
  }

  private static void pass(String token, Consumer<String> sink) {
    if (!token.equals("<pad>") && !token.equals("<eos>")) {
      sink.accept(token);
    }
  }

  /** Tells whether {@code c} is white space, all of which is in Unicode's basic plane. */
  private static boolean isSpace(char c) {
    return c <= ' ' || (c > 126 && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
  }

  @Override
  public String join(List<String> tokens) {
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      boolean endsLine = token.equals("<eos>");
      if (!endsLine && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append(' ');
      }
      text.append(endsLine ? "\n" : token);
    }
    return text.toString();
  }
}
