package org.unroll.text;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tokenizer with its vocabulary: the way from text to token ids and back. */
public final class TextEncoder {

  /** A consumer of tokens with their ids. */
  @FunctionalInterface
  public interface TokenConsumer {

    /**
     * Accepts a token.
     *
     * @param token the token as it occurs in the text, even if the vocabulary does not contain it
     * @param id its id, or {@link Vocabulary#UNK}
     */
    void accept(String token, int id);
  }

  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;

  public TextEncoder(Tokenizer tokenizer, Vocabulary vocabulary) {
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * Passes the ids of the tokens of a line to {@code ids}, in order; the end of the line is not
   * encoded.
   *
   * @param line text without line breaks
   */
  public void encode(String line, IntConsumer ids) {
    tokenizer.tokenize(line, token -> ids.accept(vocabulary.id(token)));
  }

  /**
   * Passes the tokens of a line with their ids to {@code tokens}, in order.
   *
   * @param line text without line breaks
   */
  public void encodeTokens(String line, TokenConsumer tokens) {
    tokenizer.tokenize(line, token -> tokens.accept(token, vocabulary.id(token)));
  }

  /**
   * Passes the tokens of a text with their ids to {@code tokens}: those of each line and, for each
   * end of a line, {@code <eos>}, as in prepared data. A line ends as in a text file, with a line
   * feed, a carriage return, or both; a text that ends within a line has no end there. Whatever the
   * text spells, nothing else is an {@code <eos>}.
   */
  public void encodeText(String text, TokenConsumer tokens) {
    int start = 0;
    for (int end = endOfLine(text, 0); end < text.length(); end = endOfLine(text, start)) {
      encodeTokens(text.substring(start, end), tokens);
      tokens.accept(vocabulary.token(Vocabulary.EOS), Vocabulary.EOS);
      start = end + (text.startsWith("\r\n", end) ? 2 : 1);
    }
    encodeTokens(text.substring(start), tokens);
  }

  /**
   * A text as a single line: line breaks, with the white space around them, become spaces, and
   * white space at the ends is left out.
   */
  public static String oneLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** The ids of the tokens of a text as a single line. */
  public int[] encodeSentence(String text) {
    IntStream.Builder ids = IntStream.builder();
    encode(oneLine(text), ids);
    return ids.build().toArray();
  }

  private static int endOfLine(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /** Returns the text of token ids; {@code <eos>} becomes a line feed. */
  public String decode(int... ids) {
    return tokenizer.join(Arrays.stream(ids).mapToObj(vocabulary::token).toList());
  }

  /** Returns the token with an id as people read it. */
  public String show(int id) {
    return tokenizer.show(vocabulary.token(id));
  }
}
