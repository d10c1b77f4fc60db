package org.unroll.text;

import com.ibm.icu.text.Normalizer2;

/**
 * Unicode normalization form C, so that a letter has one spelling whichever way it was typed. ICU
 * does it rather than the JDK, so that the result does not change with the Java version.
 */
final class NormalForm {

  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  private NormalForm() {}

  static String nfc(String line) {
    return NFC.normalize(line);
  }
}
