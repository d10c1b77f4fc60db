package org.unroll.text.places;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.unroll.text.Tokenizer;
import org.unroll.text.Vocabulary;

/**
 * The places of tokens in a text. Tokens do not record where they were; but they stand there one
 * after the other, with white space between some of them.
 */
public final class TextPieces {

  private static final String EOS = Vocabulary.SPECIAL_TOKENS.get(Vocabulary.EOS);

  private final FoldedBytes text;
  private final int[] begins; // in bytes
  private final int[] ends;
  private boolean complete = true;

  private TextPieces(FoldedBytes text, List<String> tokens, Tokenizer tokenizer) {
    this.text = text;
    this.begins = new int[tokens.size()];
    this.ends = new int[tokens.size()];
    int at = 0;
    boolean lost = false;
    for (int i = 0; i < begins.length; i++) {
      if (tokens.get(i).equals(EOS)) {
        begins[i] = text.lineEnd(at);
        ends[i] = text.afterBreak(begins[i]);
        lost = false;
      } else {
        byte[] token = tokenizer.bytes(tokens.get(i));
        int found = lost ? text.search(token, at) : text.match(token, at);
        lost = found < 0;
        complete &= !lost;
        begins[i] = lost ? text.afterSpaces(at) : found;
        ends[i] = lost ? begins[i] : found + token.length;
      }
      at = ends[i];
    }
  }

  /** Finds the places in the text that some tokens make. */
  public static TextPieces joined(Tokenizer tokenizer, List<String> tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String token : tokens) {
      bytes.writeBytes(tokenizer.bytes(token));
    }
    String text = tokenizer.join(tokens);
    FoldedBytes folded =
        bytes.toString(StandardCharsets.UTF_8).equals(text)
            ? FoldedBytes.decoded(bytes.toByteArray())
            : FoldedBytes.of(text, FoldedBytes.Folding.NONE);
    return new TextPieces(folded, tokens, tokenizer);
  }

  /** Finds the places in the text that was cut into some tokens. */
  public static TextPieces of(String text, Tokenizer tokenizer, List<String> tokens) {
    for (FoldedBytes.Folding folding : FoldedBytes.Folding.values()) {
      TextPieces pieces = new TextPieces(FoldedBytes.of(text, folding), tokens, tokenizer);
      if (pieces.complete) {
        return pieces;
      }
    }
    return new TextPieces(FoldedBytes.of(text, FoldedBytes.Folding.NONE), tokens, tokenizer);
  }

  /** Returns the index of a token's first character. */
  public int begin(int token) {
    return text.place(begins[token]);
  }

  /** Returns the index behind a token's last character; of one that is cut there, its own. */
  public int end(int token) {
    return text.place(ends[token]);
  }
}
