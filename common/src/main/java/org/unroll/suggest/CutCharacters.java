package org.unroll.suggest;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The beginnings of characters in UTF-8 that may become a letter that was typed. */
final class CutCharacters {

  private static final int FIRST = 0x80;
  private static final int LAST = 0xFFFF;

  /** By the first letter of what a character folds to: its bytes but the last, or fewer. */
  private static final Map<Character, Set<Integer>> BEGINNINGS = new HashMap<>();

  static {
    for (int codePoint = FIRST; codePoint <= LAST; codePoint++) {
      if (Character.isLetterOrDigit(codePoint)) {
        String character = Character.toString(codePoint);
        String folded = Folding.fold(character);
        if (!folded.isEmpty()) {
          add(folded.charAt(0), character.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private CutCharacters() {}

  private static void add(char letter, byte[] bytes) {
    Set<Integer> beginnings = BEGINNINGS.computeIfAbsent(letter, key -> new HashSet<>());
    for (int length = 1; length < bytes.length; length++) {
      beginnings.add(number(bytes, length));
    }
  }

  private static int number(byte[] bytes, int length) {
    int number = 0;
    for (int i = 0; i < length; i++) {
      number = number << 8 | bytes[i] & 0xFF;
    }
    return number;
  }

  /**
   * Whether a character may go on so that it folds to what is left of the letters typed. Of those
   * beyond the basic plane, only the letters as typed are found.
   */
  static boolean mayBecome(byte[] cut, String left) {
    if (cut.length == 0 || left.isEmpty()) {
      return true;
    }
    if (BEGINNINGS.getOrDefault(left.charAt(0), Set.of()).contains(number(cut, cut.length))) {
      return true;
    }
    byte[] typed = left.getBytes(StandardCharsets.UTF_8);
    return cut.length <= typed.length
        && java.util.Arrays.equals(cut, 0, cut.length, typed, 0, cut.length);
  }
}
