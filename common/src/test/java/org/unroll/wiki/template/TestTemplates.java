package org.unroll.wiki.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.config.UnrollConfig;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.cleaner.WikitextCleaner;

class TestTemplates {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        // By language
        "fr ~ {{s|XII}}, {{nobr|3,5|millions}} de pas ~ XIIe siècle, 3,5 millions de pas",
        "ru ~ {{s|(после 1900)}} ~ (после 1900)",
        "de ~ {{\"|Guten Tag}}, {{Höhe|12.5|DE-NHN}} ~ „Guten Tag“, 12,5 m",
        "en ~ {{\"|Good day}} ~ “Good day”",
        "es ~ en el {{siglo|XII||s}} ~ en el siglo XII",
        "ja ~ {{読み仮名|山|やま}} ~ 山（やま）",
        // By the first argument
        "en ~ B{{music|flat}}, F{{music|sharp}}, {{music|time|3|4}} ~ B♭, F♯, 3/4",
        // By folder
        "en ~ {{script/Gothic|𐌰}}, {{Script|Runr|ᚨ}} ~ 𐌰, ᚨ",
        // Languages and countries
        "fr ~ Norland (en langue {{en langue|de|Nordland}}) ~ Norland (en langue en allemand : Nordland)",
        "fr ~ le {{langue|de|texte=Haus}} ou {{langue|de|Hof}} ~ le Haus ou Hof",
        "en ~ {{flag|FRA}}, {{flag|Norland}}, {{PER}} ~ France, Norland, Peru",
        "de ~ {{PER}}, {{PER|#}}, {{PER|Ziel=Lima}}, {{RUS}} ~ Peru, Lima, Russland",
        "en ~ ({{XYZ}}) a {{per}} b ~ a b",
        // Numbers
        "fr ~ {{nombre|20.5|milliards}}, {{unité|12500 pas}}, {{unité|31|km|2}} ~ 20,5 milliards, 12 500 pas, 31 km2",
        "en ~ {{num|12500}}, {{nts|x 1}} ~ 12,500, x 1",
        "fr ~ le {{84e|congrès}}, la {{2e}}, au {{XIIe siècle}}, {{Ier siècle}} ~ le 84e congrès, la 2e, au XIIe siècle, Ier siècle",
        "fr ~ de {{heure|4|30}} à {{heure|6}}, etc{{etc.}} ~ de 4 h 30 à 6 h, etc etc.",
        // Dates
        "en ~ {{As of|2015|6|3}}; {{as of|2015|06|lc=y}}; {{as of|2015|df=US|post=,}} ~ As of 3 June 2015; as of June 2015; As of 2015,",
        "en ~ {{as of|2015|6|3|df=US|since=y}}; {{as of|2015|June|3}}; {{as of}} ~ Since June 3, 2015; As of 3 June 2015",
        "en ~ {{birth date|1903|2|7}}, {{start date|1903|2}}, {{start date|1903}} ~ February 7, 1903, February 1903, 1903",
        "fr ~ {{start date|1903|2|7}} ~ 7 février 1903",
        "en ~ {{val|1.2|0.5|e=6|u=kg}}, {{val|5e-6|ul=m}}, {{val|7}} ~ (1.2 ± 0.5)×106 kg, 5×10-6 m, 7",
        "en ~ {{start date|1903|2|7|df=y}}, {{death date and age|1903|2|7|1850|1|1}} ~ 7 February 1903, February 7, 1903",
        // Words that a remark is made on
        "en ~ It is {{citation needed span|the oldest|date=May 2015}}. ~ It is the oldest.",
        "en ~ {{resize|90%|a}}, {{font|size=2|text=b}}, {{keypress|Ctrl|C}} ~ a, b, Ctrl+C",
        // Sources in running text
        "en ~ {{harvtxt|Ash|1990}}, {{harvtxt|Ash|Elm|1990}}, {{harvtxt|Ash|Elm|Oak|1990}} ~ Ash (1990), Ash & Elm (1990), Ash, Elm & Oak (1990)",
        "en ~ Ash, 1990. {{OCLC|12}}. {{ISSN|1-2}} ~ Ash, 1990. OCLC 12. ISSN 1-2",
        "en ~ said 'no.{{' \"}} ~ said 'no.'\"",
        "fr ~ son fils {{souverain2|Jean II (roi de Norlande)}} ~ son fils Jean II",
      })
  void shows(String language, String wikitext, String text) {
    assertThat(cleaner(language + "wiki", language).clean(wikitext)).isEqualTo(text);
  }

  @Test
  void lists() {
    WikitextCleaner english = cleaner("enwiki", "en");
    assertThat(english.clean("Three steps:\n{{ordered list|start=2|Go [[left]]|Turn|Stop}}\nDone."))
        .isEqualTo("Three steps:\nGo left\nTurn\nStop\nDone.");
    assertThat(english.clean("{{columns-list|colwidth=9em|\n* a\n* b {{c}}\n}}")).isEqualTo("a\nb");
    assertThat(cleaner("dewiki", "de").clean("{{Mehrspaltige Liste|liste=\n* a\n* b}}"))
        .isEqualTo("a\nb");
  }

  @Test
  void dictionaries() {
    WikitextCleaner dictionary = cleaner("enwiktionary", "");
    assertThat(
            dictionary.clean(
                "From {{inh|en|enm|hous}}, from {{m|ang|hus||house}}; see {{l/en|home}}."))
        .isEqualTo("From Middle English hous, from hus (“house”); see home.");
    assertThat(
            dictionary.clean("# {{lb|en|rare|law}} A {{l|en|house}}.\n* German: {{t+|de|Haus|n}}"))
        .isEqualTo("(rare, law) A house.\nGerman: Haus");
    assertThat(dictionary.clean("From {{der|en|gem-pro|*husa}}, {{suffix|house|less}}"))
        .isEqualTo("From Proto-Germanic *husa, house + -less");
    assertThat(dictionary.clean("# {{plural of|en|house}}\n# {{alt form|howse|lang=en}}"))
        .isEqualTo("plural of house\nAlternative form of howse");
    assertThat(cleaner("enwiki", "en").clean("a {{lb|en|rare}} b")).isEqualTo("a b");
  }

  private static WikitextCleaner cleaner(String databaseName, String language) {
    return new WikitextCleaner(
        new SiteInfo(databaseName, language, Map.of()), UnrollConfig.defaults().cleaner());
  }
}
