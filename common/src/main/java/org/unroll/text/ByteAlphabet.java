package org.unroll.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Bytes spelled as characters that can be seen, as GPT-2 does (Radford et al. 2019): a visible
 * character of Latin-1 stands for its own byte; the other bytes, in order, are spelled with the
 * characters from U+0100 on, so that a space is {@code Ġ}. Thus tokens of any bytes can stand in a
 * file of text, one a line.
 *
 * <p>The symbol of a byte is its place when the 256 characters are sorted.
 */
final class ByteAlphabet {

  static final int SIZE = 256;

  /** Characters from U+0100 on that are in use. */
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

  /** The spelling of each symbol, by symbol. */
  static List<String> spellings() {
    return new String(CHARACTERS).chars().mapToObj(Character::toString).toList();
  }

  /** The symbol of a byte, from 0 to 255. */
  static int symbol(int value) {
    return SYMBOLS[value];
  }

  /** The symbols of a text's bytes in UTF-8. */
  static int[] symbols(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] symbols = new int[bytes.length];
    for (int index = 0; index < bytes.length; index++) {
      symbols[index] = symbol(bytes[index] & 0xFF);
    }
    return symbols;
  }

  /** Writes the bytes that {@code spelling} stands for. */
  static void decode(String spelling, ByteArrayOutputStream out) {
    for (int index = 0; index < spelling.length(); index++) {
      out.write(BYTES[spelling.charAt(index)]);
    }
  }
}
