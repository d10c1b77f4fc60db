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
        "ca ~ al {{segle|XIII}} i el {{segle|XIV|s}} ~ al segle XIII i el segle XIV",
        "it ~ * [http://a.org Quercia] {{en}} {{ca}} ~ Quercia",
        "es ~ {{fr}} [http://a.org Chêne], {{lang|fr|chêne}} ~ Chêne, chêne",
        "en ~ 1990{{en}}95, {{ca}} 1900 ~ 1990–95, c. 1900",
        // By the first argument
        "en ~ B{{music|flat}}, F{{music|sharp}}, {{music|time|3|4}} ~ B♭, F♯, 3/4",
        // By folder
        "en ~ {{script/Gothic|𐌰}}, {{Script|Runr|ᚨ}} ~ 𐌰, ᚨ",
        // Words with the names of their languages, as each wiki has them
        "ru ~ дуб ({{lang-en|oak}}, {{lang-grc|δρῦς}}, {{lang-vo|x}}) ~ дуб (англ. oak, др.-греч. δρῦς, волапюк x)",
        "uk ~ дуб ({{lang-de|Eiche}}) ~ дуб (нім. Eiche)",
        "pt ~ carvalho ({{lang-en|oak}}) ~ carvalho (em inglês: oak)",
        "bg ~ дъб ({{lang-en|oak}}) ~ дъб (на английски: oak)",
        "lt ~ ąžuolas ({{en|oak}}, {{la|quercus}}) ~ ąžuolas (angl. oak, lot. quercus)",
        "lv ~ ozols ({{val-en|oak}}) ~ ozols (angļu: oak)",
        "tr ~ meşe ({{dil-en|oak}}) ~ meşe (İngilizce: oak)",
        "ko ~ 참나무({{llang|de|Eiche}}) ~ 참나무(독일어: Eiche)",
        "fa ~ بلوط ({{انگلیسی|oak}}) ~ بلوط (انگلیسی: oak)",
        "ar ~ بلوط {{إيطالية|quercia}} ~ بلوط (بالإيطالية: quercia)",
        "he ~ אלון ({{אנג|oak}}) ~ אלון (באנגלית: oak)",
        "vi ~ sồi ({{lang-en|oak}}) ~ sồi (tiếng Anh: oak)",
        "cs ~ dub ({{vjazyce2|en|oak}}, {{cizojazyčně|fr|chêne}}) ~ dub (anglicky oak, chêne)",
        "es ~ el {{fecha|7|2|1903}} ~ el 7 de febrero de 1903",
        "hu ~ tölgy ({{angolul|oak}}) ~ tölgy (angolul: oak)",
        "hy ~ կաղնի ({{lang-en|oak}}) ~ կաղնի (անգլ.՝ oak)",
        "ja ~ 楢（{{lang-en-short|oak}}） ~ 楢（英: oak）",
        "da ~ eg ({{en|oak}}) ~ eg (oak)",
        "en ~ It scored {{ru|IND}} for {{no|x}}. ~ It scored for.",
        // Languages and countries
        "fr ~ Norland (en langue {{en langue|de|Nordland}}) ~ Norland (en langue en allemand : Nordland)",
        "fr ~ le {{langue|de|texte=Haus}} ou {{langue|de|Hof}} ~ le Haus ou Hof",
        "en ~ {{flag|FRA}}, {{flag|Norland}}, {{PER}} ~ France, Norland, Peru",
        "de ~ {{PER}}, {{PER|#}}, {{PER|Ziel=Lima}}, {{RUS}} ~ Peru, Lima, Russland",
        "en ~ ({{XYZ}}) a {{per}} b ~ a b",
        "en ~ {{GER}} and {{flag|SUI}} ~ Germany and Switzerland",
        "it ~ {{bandiera|FRA|nome}} e {{bandiera|FRA}} Parigi, {{Naz|CA|DEU}} ~ Francia e Parigi, Germania",
        "pl ~ {{państwo|FRA}} ~ Francja",
        "it ~ a 900 {{m s.l.m.}} ~ a 900 m s.l.m.",
        // Numbers
        "pt ~ {{formatnum:7654321}}, {{fmtn|1500|kg}} ~ 7 654 321, 1 500 kg",
        "es ~ {{formatnum:7654321.5}} ~ 7 654 321,5",
        "hu ~ {{szám|7654321}} ~ 7 654 321",
        "nl ~ {{Formatteer nummer|7654}} ~ 7.654",
        "fr ~ {{nombre|20.5|milliards}}, {{unité|12500 pas}}, {{unité|31|km|2}} ~ 20,5 milliards, 12 500 pas, 31 km2",
        "en ~ {{num|12500}}, {{nts|x 1}} ~ 12,500, x 1",
        "fr ~ le {{84e|congrès}}, la {{2e}}, au {{XIIe siècle}}, {{Ier siècle}} ~ le 84e congrès, la 2e, au XIIe siècle, Ier siècle",
        "fr ~ de {{heure|4|30}} à {{heure|6}}, etc{{etc.}} ~ de 4 h 30 à 6 h, etc etc.",
        // Dates
        "en ~ {{As of|2015|6|3}}; {{as of|2015|06|lc=y}}; {{as of|2015|df=US|post=,}} ~ As of 3 June 2015; as of June 2015; As of 2015,",
        "en ~ {{as of|2015|6|3|df=US|since=y}}; {{as of|2015|June|3}}; {{as of}} ~ Since June 3, 2015; As of 3 June 2015",
        "en ~ {{birth date|1903|2|7}}, {{start date|1903|2}}, {{start date|1903}} ~ February 7, 1903, February 1903, 1903",
        "fr ~ {{start date|1903|2|7}} ~ 7 février 1903",
        "pt ~ {{dni|7|2|1903}}, {{start date|1903|2|7}} ~ 7 de fevereiro de 1903, 7 de fevereiro de 1903",
        "de ~ {{birth date|1903|2|7}} ~ 7. Februar 1903",
        "ru ~ {{дата рождения|1903|2|7}} ~ 7 февраля 1903",
        "en ~ {{dts|1903|2|7}}, {{dts|7 May 1903}} ~ February 7, 1903, 7 May 1903",
        "en ~ {{val|1.2|0.5|e=6|u=kg}}, {{val|5e-6|ul=m}}, {{val|7}} ~ (1.2 ± 0.5)×106 kg, 5×10-6 m, 7",
        "en ~ {{start date|1903|2|7|df=y}}, {{death date and age|1903|2|7|1850|1|1}} ~ 7 February 1903, February 7, 1903",
        // Words that a remark is made on
        "en ~ It is {{citation needed span|the oldest|date=May 2015}}. ~ It is the oldest.",
        "en ~ {{resize|90%|a}}, {{font|size=2|text=b}}, {{keypress|Ctrl|C}} ~ a, b, Ctrl+C",
        "fr ~ Il est {{refnec|le plus vieux|date=mai 2015}}{{,}} {{quand|}} et {{préciser|grand}}. ~ Il est le plus vieux et grand.",
        "it ~ È {{senza fonte|il più vecchio}} {{citazione necessaria|}} e {{chiarire|grande|quanto?}}. ~ È il più vecchio e grande.",
        "es ~ Es {{cita requerida|el más viejo}} {{cita requerida|mayo de 2015}}. ~ Es el más viejo.",
        "sv ~ Den är {{källa behövs|äldst|datum=2015}}. ~ Den är äldst.",
        "ru ~ Он {{нет АИ 2|самый старый|1|5|2015}} {{нет АИ|1|5|2015}}. ~ Он самый старый.",
        "ja ~ これは{{要検証範囲|最古|date=2015年5月}}{{誰範囲2|x}}。 ~ これは最古。",
        "en ~ the {{nihongo|Castle|城|Shiro|extra=built 1600|lead=yes}} ~ the Castle (城, Shiro, built 1600)",
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
    assertThat(
            dictionary.clean("From {{der|en|la|-}} and {{cog|fr|-}}, {{m|ru|дом|tr=dom|t=house}}."))
        .isEqualTo("From Latin and French, дом (dom, “house”).");
    assertThat(dictionary.clean("{{suffix|en|house|less}}, {{compound|en|green|house}}"))
        .isEqualTo("house + -less, green + house");
    assertThat(cleaner("enwiki", "en").clean("a {{lb|en|rare}} b")).isEqualTo("a b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{{past participle of|en|walk}} ~ past participle of walk",
        "{{en-past of|walk}} ~ simple past and past participle of walk",
        "{{inflection of|la|pius||voc|m|s}} ~ vocative masculine singular of pius",
        "{{inflection of|livrer||3|s|pres|subj|lang=fr}} ~ third-person singular present subjunctive of livrer",
        "{{infl of|de|Haus||gen|s}} ~ genitive singular of Haus",
        "{{misspelling of|en|houze}} ~ Misspelling of houze",
        "{{abbr of|en|street|t=road}} ~ Abbreviation of street (“road”)",
        "{{alternative spelling of|fr|clef}} ~ alternative spelling of clef",
        "{{form of|fr|Capital form|à}} ~ Capital form of à",
        "{{ja-romanization of|いえ}} ~ いえ",
        "{{plural of|en|house|houses}}{{senseid|en|x}} ~ plural of houses",
      })
  void formsOfWords(String wikitext, String text) {
    assertThat(cleaner("enwiktionary", "en").clean("# " + wikitext)).isEqualTo(text);
  }

  private static WikitextCleaner cleaner(String databaseName, String language) {
    return new WikitextCleaner(
        new SiteInfo(databaseName, language, Map.of()), UnrollConfig.defaults().cleaner());
  }
}
