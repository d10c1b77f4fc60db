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
    // The codes of the Olympic games and of football, where they differ.
    String others =
        "GER DE SUI CH NED NL DEN DK POR PT GRE GR CRO HR SLO SI BUL BG LAT LV RSA ZA URU UY CHI CL"
            + " PAR PY ALG DZ NGR NG ANG AO IRI IR KSA SA UAE AE KUW KW MAS MY INA ID PHI PH VIE VN"
            + " MGL MN CRC CR GUA GT HON HN ESA SV HAI HT PUR PR BAH BS BAR BB TRI TT ZIM ZW ZAM ZM"
            + " TAN TZ MAD MG LBA LY SUD SD LIB LB MYA MM CAM KH BRU BN SRI LK NEP NP BAN BD FIJ FJ"
            + " SAM WS TGA TO SEY SC BOT BW LES LS CGO CG CHA TD NIG NE BUR BF GUI GN GAM GM TOG TG"
            + " MTN MR KOS XK OMA OM NCA NI MON MC ROM RO";
    String[] fields = others.split(" ");
    for (int i = 0; i < fields.length; i += 2) {
      codes.putIfAbsent(fields[i], fields[i + 1]);
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
