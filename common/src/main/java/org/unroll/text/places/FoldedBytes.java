package org.unroll.text.places;

import com.ibm.icu.text.Normalizer2;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.unroll.text.words.Normalization;

/** The bytes of a text as tokens have them, with the character that each belongs to. */
final class FoldedBytes {

  /** What a tokenizer may do to a text before it cuts it, besides normal form C. */
  enum Folding {
    NONE,
    LOWER_CASE,
    DIGITS,
    LOWER_CASE_AND_DIGITS;

    private String fold(String text) {
      return switch (this) {
        case NONE -> text;
        case LOWER_CASE -> text.toLowerCase(Locale.ROOT);
        case DIGITS -> Normalization.replaceDigits(text);
        case LOWER_CASE_AND_DIGITS -> Normalization.replaceDigits(text.toLowerCase(Locale.ROOT));
      };
    }
  }

  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  private byte[] bytes;
  private int[] places; // by byte: the index of its character
  private int size;

  private FoldedBytes(int capacity) {
    bytes = new byte[capacity];
    places = new int[capacity + 1];
  }

  /** The bytes of a text in normal form C, folded. */
  static FoldedBytes of(String text, Folding folding) {
    FoldedBytes folded = new FoldedBytes(text.length() + 16);
    int start = 0;
    while (start < text.length()) {
      int end = start + Character.charCount(text.codePointAt(start));
      while (end < text.length() && !NFC.hasBoundaryBefore(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      String segment = Normalization.nfc(folding.fold(text.substring(start, end)));
      folded.add(segment.getBytes(StandardCharsets.UTF_8), start);
      start = end;
    }
    folded.places[folded.size] = text.length();
    return folded;
  }

  /** The given bytes, with the characters that they decode to; what is not UTF-8 is U+FFFD. */
  static FoldedBytes decoded(byte[] bytes) {
    FoldedBytes decoded = new FoldedBytes(bytes.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    int place = 0;
    while (in.hasRemaining()) {
      int from = in.position();
      CoderResult result = decoder.decode(in, out.clear(), true);
      String text = out.flip().toString();
      for (int c = 0; c < text.length(); c += Character.charCount(text.codePointAt(c))) {
        int length =
            Character.toString(text.codePointAt(c)).getBytes(StandardCharsets.UTF_8).length;
        decoded.add(Arrays.copyOfRange(bytes, from, from + length), place + c);
        from += length;
      }
      place += text.length();
      if (result.isError()) {
        decoded.add(Arrays.copyOfRange(bytes, from, from + result.length()), place++);
        in.position(from + result.length());
      }
      decoder.reset();
    }
    decoded.places[decoded.size] = place;
    return decoded;
  }

  private void add(byte[] added, int place) {
    if (size + added.length >= bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (size + added.length));
      places = Arrays.copyOf(places, bytes.length + 1);
    }
    for (byte value : added) {
      bytes[size] = value;
      places[size++] = place;
    }
  }

  /** The index of the character that a byte belongs to; of the end, the number of characters. */
  int place(int at) {
    return places[at];
  }

  /** Returns where a token stands, {@code from} there on but for white space; -1 if not there. */
  int match(byte[] token, int from) {
    if (isAt(token, from)) {
      return from;
    }
    int after = afterSpaces(from);
    return isAt(token, after) ? after : -1;
  }

  /** Returns where a token stands first from {@code from} on; -1 if nowhere. */
  int search(byte[] token, int from) {
    for (int at = from; at + token.length <= size; at++) {
      if (isAt(token, at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean isAt(byte[] token, int at) {
    return at + token.length <= size
        && Arrays.equals(bytes, at, at + token.length, token, 0, token.length);
  }

  /** Returns the next byte from {@code from} on that is not part of white space. */
  int afterSpaces(int from) {
    int at = from;
    while (at < size && isSpace(at)) {
      at++;
    }
    return at;
  }

  /** Whether a byte is a space or control of ASCII, or part of one beyond that. */
  private boolean isSpace(int at) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0x80) {
      return lead <= ' ' || lead == 0x7F;
    }
    int begin = at;
    while (begin > 0 && places[begin - 1] == places[at]) {
      begin--;
    }
    int end = at;
    while (end < size && places[end] == places[at]) {
      end++;
    }
    int codePoint = new String(bytes, begin, end - begin, StandardCharsets.UTF_8).codePointAt(0);
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.isISOControl(codePoint);
  }

  /** Returns where the line ends that {@code from} is in. */
  int lineEnd(int from) {
    int at = from;
    while (at < size && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  /** Returns the byte behind the line break at {@code at}. */
  int afterBreak(int at) {
    boolean both = at + 1 < size && bytes[at] == '\r' && bytes[at + 1] == '\n';
    return Math.min(size, at + (both ? 2 : 1));
  }
}
