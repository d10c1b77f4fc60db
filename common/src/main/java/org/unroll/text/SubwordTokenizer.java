package org.unroll.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a line into words, and each word into subwords that were learned from text (byte-pair
 * encoding). A token is a subword as {@link Merges} spells it. Any text can be cut, and joining
 * gives it back, in normal form C.
 */
public final class SubwordTokenizer implements Tokenizer {

  private static final long serialVersionUID = 1L;

  private final PreTokenizer words;
  private final Merges merges;

  /**
   * A tokenizer with rules that were learned.
   *
   * @param config its {@code lowerCase} and {@code digitsToN} count
   */
  public SubwordTokenizer(TextConfig config, Merges merges) {
    this(new PreTokenizer(config.lowerCase(), config.digitsToN()), merges);
  }

  SubwordTokenizer(PreTokenizer words, Merges merges) {
    this.words = words;
    this.merges = merges;
  }

  PreTokenizer words() {
    return words;
  }

  /** The rules that make its tokens. */
  public Merges merges() {
    return merges;
  }

  @Override
  public void tokenize(String line, Consumer<String> sink) {
    words.tokenize(
        line,
        word -> {
          for (int symbol : merges.cut(word)) {
            sink.accept(merges.spelling(symbol));
          }
        });
  }

  /** What is no UTF-8, such as half a letter, becomes U+FFFD. */
  @Override
  public String join(List<String> tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String token : tokens) {
      if (token.equals("<eos>")) {
        bytes.write('\n');
      } else {
        ByteAlphabet.decode(token, bytes);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The text of a token; of one that is a part of a letter, the bytes. */
  @Override
  public String show(String token) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteAlphabet.decode(token, bytes);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return HexFormat.of().withPrefix("\\x").formatHex(bytes.toByteArray());
    }
  }
}
