package org.unroll.wiki.template;

import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Countries by their three-letter codes, which are the names and arguments of flag templates:
 * {@code {{FRA}}}, {@code {{flag|FRA}}}.
 */
final class Countries {

  private static final int CODE_LENGTH = 3;

  private static final Map<String, String> CODES = codes();

  private Countries() {}

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : ULocale.getISOCountries()) {
      codes.put(new ULocale("", code).getISO3Country(), code);
    }
    return Map.copyOf(codes);
  }

  static boolean isCode(String code) {
    return code.length() == CODE_LENGTH && CODES.containsKey(code);
  }

  /** Returns the name of a country in {@code language}; null if the code or language is unknown. */
  static @Nullable String name(String code, String language) {
    return language.isEmpty() || !isCode(code)
        ? null
        : ULocale.getDisplayCountry("und_" + CODES.get(code), language);
  }
}
