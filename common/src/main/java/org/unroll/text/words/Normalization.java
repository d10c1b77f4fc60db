package org.unroll.text.words;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;

/**
 * The normalisation of text before it is cut. ICU does it rather than the JDK, so that the result
 * does not change with the Java version.
 */
public final class Normalization {

  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  private Normalization() {}

  /** Returns text in Unicode normalization form C, in which each letter has one spelling. */
  public static String nfc(String text) {
    return NFC.normalize(text);
  }

  /** Replaces each digit by an {@code N}. */
  public static String replaceDigits(String text) {
    if (text.codePoints().noneMatch(UCharacter::isDigit)) {
      return text;
    }
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            codePoint -> folded.appendCodePoint(UCharacter.isDigit(codePoint) ? 'N' : codePoint));
    return folded.toString();
  }
}
