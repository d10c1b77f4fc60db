package org.unroll.text;

import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a line of plain text into tokens. Implementations are safe to share between threads, or
 * create what is not per call.
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
   * Joins tokens into text for people to read; the inverse of {@link #tokenize} as far as the kind
   * allows. {@code <eos>} becomes a line feed.
   */
  String join(List<String> tokens);

  /** A token alone, as people read it. */
  default String show(String token) {
    return token;
  }
}
