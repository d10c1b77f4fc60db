package org.unroll.suggest;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import java.util.Map;

/**
 * The spelling of words without accents and capitals, by which what is typed in a hurry is found:
 * {@code sao} and {@code São} fold to the same. Vowel signs and other marks that belong to one
 * script stay, since words differ by them. Characters fold by themselves, so the folding of a
 * beginning is the beginning of the folding.
 */
final class Folding {

  private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKDInstance();

  /** Letters that are no letter with an accent to Unicode, as keyboards without them spell them. */
  private static final Map<Integer, String> LETTERS =
      Map.ofEntries(
          Map.entry((int) 'ø', "o"),
          Map.entry((int) 'ł', "l"),
          Map.entry((int) 'đ', "d"),
          Map.entry((int) 'ð', "d"),
          Map.entry((int) 'þ', "th"),
          Map.entry((int) 'æ', "ae"),
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'ı', "i"),
          Map.entry((int) 'ħ', "h"),
          Map.entry((int) 'ŧ', "t"),
          Map.entry((int) 'ŋ', "n"),
          Map.entry((int) 'ə', "e"),
          Map.entry((int) 'ς', "σ"),
          Map.entry((int) '’', "'"),
          Map.entry((int) '‘', "'"),
          Map.entry((int) 'ʼ', "'"));

  private Folding() {}

  static String fold(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder folded = new StringBuilder(text.length());
    String decomposed = COMPATIBLE.normalize(UCharacter.foldCase(text, true));
    decomposed
        .codePoints()
        .filter(codePoint -> !isAccent(codePoint))
        .forEach(
            codePoint -> {
              String letter = LETTERS.get(codePoint);
              if (letter == null) {
                folded.appendCodePoint(codePoint);
              } else {
                folded.append(letter);
              }
            });
    return folded.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character >= 0x80 || (character >= 'A' && character <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  /** Whether a code point is a mark that letters of any script may carry. */
  private static boolean isAccent(int codePoint) {
    return UCharacter.getType(codePoint) == com.ibm.icu.lang.UCharacterCategory.NON_SPACING_MARK
        && UScript.getScript(codePoint) == UScript.INHERITED;
  }
}
