package org.unroll.suggest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.unroll.inference.Session;

/**
 * The beginning of a word, made of some tokens.
 *
 * @param session that has read all of them but the last
 * @param last the last token
 * @param text of the whole characters
 * @param cut the bytes of a character that is not complete
 * @param left the folded letters that were typed and that the word does not have yet
 * @param logProbability of the tokens
 */
record PieceWord(
    Session session, int last, String text, byte[] cut, String left, double logProbability) {

  private static final byte[] NONE = {};

  /** A token that lengthens a word, with the letters that are left then. */
  record Part(int id, String text, String left) {}

  static PieceWord start(Session session, String prefix) {
    return new PieceWord(session, -1, "", NONE, prefix, 0);
  }

  /** The same with a session that has read the last token. */
  PieceWord after(Session reading) {
    return new PieceWord(reading, last, text, cut, left, logProbability);
  }

  PieceWord with(Part part, float partLogProbability) {
    return new PieceWord(
        session,
        part.id(),
        text + part.text(),
        NONE,
        part.left(),
        logProbability + partLogProbability);
  }

  /** This word with some bytes more; null if they are no text, or not the letters typed. */
  @Nullable PieceWord withBytes(TokenPieces.Partial partial, float partLogProbability) {
    byte[] bytes = Arrays.copyOf(cut, cut.length + partial.bytes().length);
    System.arraycopy(partial.bytes(), 0, bytes, cut.length, partial.bytes().length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, false);
    String whole = out.flip().toString();
    if (result.isError() || !whole.codePoints().allMatch(PieceWord::isOfWord)) {
      return null;
    }
    String folded = Folding.fold(whole);
    if (!left.startsWith(folded) && !folded.startsWith(left)) {
      return null;
    }
    byte[] rest = Arrays.copyOfRange(bytes, in.position(), bytes.length);
    String remaining = left.startsWith(folded) ? left.substring(folded.length()) : "";
    return CutCharacters.mayBecome(rest, remaining)
        ? new PieceWord(
            session,
            partial.id(),
            text + whole,
            rest,
            remaining,
            logProbability + partLogProbability)
        : null;
  }

  private static boolean isOfWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.NON_SPACING_MARK
        || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
  }

  /** Whether it ends within a character. */
  boolean isCut() {
    return cut.length > 0;
  }

  /** Whether it may be a word by itself. */
  boolean isWhole() {
    return left.isEmpty() && !isCut() && !text.isEmpty();
  }
}
