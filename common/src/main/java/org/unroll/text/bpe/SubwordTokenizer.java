package org.unroll.text.bpe;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.unroll.text.TextConfig;
import org.unroll.text.Tokenizer;

/**
 * The tokenizer of byte-pair encoding: it cuts a line into words, and each word into subwords that
 * were learned from text. A token is a subword as {@link Merges} spells it. Any text can be cut,
 * and joining its tokens restores it in normal form C.
 */
public final class SubwordTokenizer implements Tokenizer {

  private static final long serialVersionUID = 1L;

  private final PreTokenizer words;
  private final Merges merges;

  /**
   * Creates a tokenizer with learned merges.
   *
   * @param config the source of the options {@code lowerCase} and {@code digitsToN}
   */
  public SubwordTokenizer(TextConfig config, Merges merges) {
    this(new PreTokenizer(config), merges);
  }

  SubwordTokenizer(PreTokenizer words, Merges merges) {
    this.words = words;
    this.merges = merges;
  }

  PreTokenizer words() {
    return words;
  }

  /** Returns the merges that produce its tokens. */
  public Merges merges() {
    return merges;
  }

  @Override
  public void tokenize(String line, Consumer<String> sink) {
    words.tokenize(
        line,
        word -> {
          for (int symbol : merges.encode(word)) {
            sink.accept(merges.spelling(symbol));
          }
        });
  }

  /** Invalid UTF-8, such as a part of a character, becomes U+FFFD. */
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

  /** Returns the bytes of a token, which need not be whole characters. */
  @Override
  public byte[] bytes(String token) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (token.equals("<eos>")) {
      bytes.write('\n');
    } else {
      ByteAlphabet.decode(token, bytes);
    }
    return bytes.toByteArray();
  }

  /** Returns the text of a token, or its bytes if it is a part of a character. */
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
