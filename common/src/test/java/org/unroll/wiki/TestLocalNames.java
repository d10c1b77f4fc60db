package org.unroll.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.config.UnrollConfig;
import org.unroll.wiki.cleaner.WikitextCleaner;

class TestLocalNames {

  /** Every wiki by its database's name: pictures and categories go, under all of their names. */
  @Test
  void everyNameOfEveryLanguage() {
    List<String> leaks = new ArrayList<>();
    for (String line : WikiResources.lines("names.txt")) {
      String[] fields = line.split(" ?; ?", -1);
      for (String code : fields[0].split(" ")) {
        WikitextCleaner cleaner = cleaner(code.replace('-', '_') + "wiki", "");
        for (String file : names(fields[1])) {
          check(cleaner, "[[" + file + ":A 1.jpg|thumb|a [[b]] c]]d", "d", code, leaks);
          check(cleaner, "[[" + file.toUpperCase() + " :a_1]]d", "d", code, leaks);
        }
        for (String category : names(fields[2])) {
          check(cleaner, "a\n[[" + category.replace(' ', '_') + ":B|c]]", "a", code, leaks);
        }
      }
      for (String redirect : names(fields[4])) {
        String target = Redirects.target("#" + redirect.toUpperCase() + " [[A_b]]");
        if (!"A b".equals(target)) {
          leaks.add(redirect + ": " + target);
        }
      }
    }
    assertThat(leaks).isEmpty();
  }

  private static List<String> names(String field) {
    return field.isEmpty() ? List.of() : List.of(field.split(", "));
  }

  private static void check(
      WikitextCleaner cleaner, String wikitext, String text, String code, List<String> leaks) {
    String found = cleaner.clean(wikitext);
    if (!found.equals(text)) {
      leaks.add(code + ": " + wikitext + " is " + found);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        // The language, whatever the project and however its database is called
        "nowiki ~ nb ~ [[Bilde:Gran.jpg|miniatyr|Ei gran]]Grana. ~ Grana.",
        "nnwiktionary ~ nn ~ [[Bilde:Gran.jpg|mini|Ei gran]]Grana. ~ Grana.",
        "svwikivoyage ~ sv ~ [[Bild:Gran.jpg|miniatyr|En gran]]Granen. ~ Granen.",
        "be_x_oldwiki ~ be-tarask ~ [[Выява:Сасна.jpg|значак|Сасна]]Сасна. ~ Сасна.",
        "zh_yuewiki ~ yue ~ [[圖:松.jpg|thumb|松]]松樹。 ~ 松樹。",
        "roa_tara ~ roa-tara ~ [[Image:Pine.jpg|thumb|x]]U pine. ~ U pine.",
        "xxwiki ~ de-formal ~ [[Bild:Kiefer.jpg|mini|x]]Kiefer. ~ Kiefer.",
        "simplewiki ~ en ~ [[Image:Pine.jpg|thumb|x]]Pine. ~ Pine.",
        // Templates, too
        "srwiki ~ sr ~ {{Шаблон:nowrap|10 km}} {{Šablon:nowrap|b}} ~ 10 km b",
        // Links to the pages of files and categories are text
        "nnwiki ~ nn ~ [[:Bilde:Gran.jpg]] [[:Kategori:Tre|tre]] ~ Bilde:Gran.jpg tre",
        // Titles that begin like a namespace of another language
        "enwiki ~ en ~ [[Imagine: A Life]], [[Guru: the film|film]] ~ Imagine: A Life, film",
        // Pages that were copied from another wiki
        "enwiki ~ en ~ [[Bestand:Den.jpg|miniatuur|Een den]]Pine.[[Kategorie:Baum]] ~ Pine.",
        "enwiki ~ en ~ [[Unheard:Pine.JPG|left|thumb|A pine]]Pine. [[Unheard:Of|it]] ~ Pine. it",
        // Marks of the direction of writing
        "hewiki ~ he ~ [[\u200fקובץ:אורן.jpg|ממוזער|אורן]]אורן. ~ אורן.",
      })
  void namesOfTheWikisLanguage(String database, String language, String wikitext, String text) {
    assertThat(cleaner(database, language).clean(wikitext)).isEqualTo(text);
  }

  @Test
  void dumpsThatDoNotNameTheirLanguage() {
    WikitextCleaner cleaner = cleaner("", "");
    assertThat(cleaner.clean("[[Bilde:A.jpg|b]][[Skeudenn:C.jpg|d]][[Kat:E]]f")).isEqualTo("f");
  }

  @Test
  void redirectsInAnyLanguage() {
    assertThat(Redirects.target("#OMDIRIGER [[Å]]")).isEqualTo("Å");
    assertThat(Redirects.target("#تغییر مسیر [[ب]]")).isEqualTo("ب");
    assertThat(Redirects.target("＃リダイレクト [[あ]]")).isEqualTo("あ");
    assertThat(Redirects.target("#YÖNLENDİRME [[A]]")).isEqualTo("A");
    assertThat(Redirects.target("#Pine [[A]]")).isNull();
  }

  private static WikitextCleaner cleaner(String database, String language) {
    return new WikitextCleaner(
        new SiteInfo(database, language, Map.of()), UnrollConfig.defaults().cleaner());
  }
}
