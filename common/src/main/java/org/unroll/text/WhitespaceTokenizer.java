package org.unroll.text;

import java.util.List;
import java.util.function.Consumer;

/**
 * What stands between white space is a token, as it stands: for text that somebody has cut into
 * tokens already. The words {@code <pad>} and {@code <eos>} are left out, since they have a meaning
 * of their own.
 */
final class WhitespaceTokenizer implements Tokenizer {

  private static final long serialVersionUID = 1L;

  @Override
  public void tokenize(String line, Consumer<String> sink) {
    String text = NormalForm.nfc(line);
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

  /** All white space of Unicode lies in the basic plane. */
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
