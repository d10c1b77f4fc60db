package org.unroll.text;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * A way to cut a line of plain text into tokens. Implementations are safe for use by several
 * threads.
 */
public interface Tokenizer extends Serializable {

  /**
   * Passes each token of {@code line} to {@code sink}, in order; never {@code <pad>}, {@code <eos>}
   * or an empty string.
   *
   * @param line text without line breaks
   */
  void tokenize(String line, Consumer<String> sink);

  /**
   * Joins tokens into text for people to read; the inverse of {@link #tokenize} as far as the
   * tokens allow. {@code <eos>} becomes a line feed. By default, tokens are concatenated.
   */
  default String join(List<String> tokens) {
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      text.append(token.equals("<eos>") ? "\n" : token);
    }
    return text.toString();
  }

  /** Returns what a single token adds to a text besides white space, in UTF-8. */
  default byte[] bytes(String token) {
    return (token.equals("<eos>") ? "\n" : token).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a single token as people read it. */
  default String show(String token) {
    return token;
  }
}
