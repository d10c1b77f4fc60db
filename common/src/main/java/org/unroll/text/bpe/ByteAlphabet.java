package org.unroll.text.bpe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The spelling of bytes as visible characters, as in GPT-2 (Radford et al. 2019). A visible
 * character of Latin-1 stands for its own byte; the other bytes are spelled, in order, with the
 * characters from U+0100 on: a space is {@code Ġ}. Tokens of arbitrary bytes can thus be written to
 * a text file, one per line.
 *
 * <p>The symbol of a byte is the index of its character among the 256 characters in sorted order.
 */
final class ByteAlphabet {

  static final int SIZE = 256;

  /** The number of characters from U+0100 on that are in use. */
  private static final int MOVED = IntStream.range(0, SIZE).map(b -> isVisible(b) ? 0 : 1).sum();

  /** By byte. */
  private static final int[] SYMBOLS = new int[SIZE];

  /** By character. */
  private static final byte[] BYTES = new byte[SIZE + MOVED];

  /** By symbol. */
  private static final char[] CHARACTERS = new char[SIZE];

  static {
    int visible = 0;
    int moved = 0;
    for (int value = 0; value < SIZE; value++) {
      char character = (char) (isVisible(value) ? value : SIZE + moved);
      int symbol = isVisible(value) ? visible++ : SIZE - MOVED + moved++;
      SYMBOLS[value] = symbol;
      BYTES[character] = (byte) value;
      CHARACTERS[symbol] = character;
    }
  }

  private ByteAlphabet() {}

  private static boolean isVisible(int value) {
    return (value >= '!' && value <= '~') || (value >= 0xA1 && value != 0xAD);
  }

  /** Returns the spelling of each symbol, by symbol. */
  static List<String> spellings() {
    return new String(CHARACTERS).chars().mapToObj(Character::toString).toList();
  }

  /** Returns the symbol of a byte, which is from 0 to 255. */
  static int symbol(int value) {
    return SYMBOLS[value];
  }

  /** Returns the symbols of the bytes of a text in UTF-8. */
  static int[] symbols(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] symbols = new int[bytes.length];
    for (int index = 0; index < bytes.length; index++) {
      symbols[index] = symbol(bytes[index] & 0xFF);
    }
    return symbols;
  }

  /** Whether a text is the spelling of one or more bytes. */
  static boolean spells(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(c -> c < BYTES.length && CHARACTERS[symbol(BYTES[c] & 0xFF)] == (char) c);
  }

  /** Writes the bytes that {@code spelling} stands for. */
  static void decode(String spelling, ByteArrayOutputStream out) {
    for (int index = 0; index < spelling.length(); index++) {
      out.write(BYTES[spelling.charAt(index)]);
    }
  }
}
