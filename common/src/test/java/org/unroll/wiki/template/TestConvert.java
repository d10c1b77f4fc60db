package org.unroll.wiki.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.config.UnrollConfig;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.cleaner.WikitextCleaner;

class TestConvert {

  private static final WikitextCleaner CLEANER =
      new WikitextCleaner(new SiteInfo("", "en", Map.of()), UnrollConfig.defaults().cleaner());

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      quoteCharacter = '`',
      value = {
        "convert/1300/mi/km = 1,300 miles (2,100 km)",
        "convert/5/km = 5 kilometres (3.1 mi)",
        "convert/5/km/mi/2 = 5 kilometres (3.11 mi)",
        "convert/1/mi = 1 mile (1.6 km)",
        "cvt/50/mi/km = 50 mi (80 km)",
        "convert/23/C/0 = 23 degrees Celsius (73 °F)",
        "convert/−80/°F = −80 degrees Fahrenheit (−62 °C)",
        "convert/7/–/10/kg/lb = 7–10 kilograms (15–22 lb)",
        "convert/55/to/80/cm/in = 55 to 80 centimetres (22 to 31 in)",
        "convert/6/ft/4/in/cm = 6 feet 4 inches (193 cm)",
        "convert/7454/m/fathom ft = 7,454 metres (4,076 fathom; 24,460 ft)",
        "convert/663,268/sqmi/km2/0 = 663,268 square miles (1,717,856 km2)",
        "convert/5.8/PD/sqmi = 5.8 PD",
        "convert/5/e6km2 = 5 million square kilometres (1.9×106 sq mi)",
        "convert/2/e9bogus = 2 e9bogus",
        "convert/14+3∕4/in/cm = 14 3/4 inches (37.5 cm)",
        "convert/1∕∕2/in = 1/2 inch (13 mm)",
        "convert/1∕0/in = 1/0 inch",
        "convert/20/kN = 20 kilonewtons (4,500 lbf)",
        "convert/12/bogus = 12 bogus",
        "convert/about 5/km = about 5 kilometres",
        "convert = ``",
      })
  void converts(String call, String expected) {
    assertThat(
            CLEANER.clean(
                "{{" + call.replace("PD/sqmi", "PD").replace('/', '|').replace('∕', '/') + "}}"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{{convert|10|in|cm|abbr=on}} ~ 10 in (25 cm)",
        "{{convert|6|ft|m|adj=on}} ~ 6-foot (1.8 m)",
        "{{convert|570|mm|sp=us}} ~ 570 millimeters (22 in)",
        "{{convert|8900|lb|kg|order=flip}} ~ 4,000 kg (8,900 pounds)",
        "{{convert|840|m|ft|0|abbr=on|disp=or}} ~ 840 m or 2,756 ft",
        "{{convert|5.8|PD/sqmi}} ~ 5.8 people per square mile (2.2/km2)",
        "{{convert|4767|km|mi|abbr=off}} ~ 4,767 kilometres (2,962 miles)",
      })
  void options(String call, String expected) {
    assertThat(CLEANER.clean(call)).isEqualTo(expected);
  }
}
