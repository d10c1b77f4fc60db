package org.unroll.suggest;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;

/** The capitals of a word, after those of the letters typed. */
final class Casing {

  private Casing() {}

  /** A word in capitals where two letters were typed so, or with one where the first was. */
  static String like(String prefix, String word) {
    if (prefix.isEmpty() || word.isEmpty() || !UCharacter.isUUppercase(prefix.codePointAt(0))) {
      return word;
    }
    boolean capitals =
        prefix.codePointCount(0, prefix.length()) > 1
            && prefix.codePoints().noneMatch(UCharacter::isULowercase)
            && prefix.codePoints().filter(UCharacter::isUUppercase).count() > 1;
    if (capitals) {
      return UCharacter.toUpperCase(ULocale.ROOT, word);
    }
    int first = word.offsetByCodePoints(0, 1);
    return UCharacter.toTitleCase(ULocale.ROOT, word.substring(0, first), null)
        + word.substring(first);
  }
}
