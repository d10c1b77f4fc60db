package org.unroll.wiki.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.config.UnrollConfig;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.cleaner.WikitextCleaner;

class TestMagicWords {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "enwiki ~ Oak Hill ~ '''{{PAGENAME}}''' is a hill. ~ Oak Hill is a hill.",
        "enwiki ~ Oak Hill ~ {{FULLPAGENAME}}, {{ PAGENAME }}, {{lc:{{PAGENAME}}}} ~ Oak Hill, Oak Hill, oak hill",
        "enwiki ~ AC/DC ~ {{BASEPAGENAME}}, {{SUBPAGENAME}} ~ AC/DC, AC/DC",
        "enwikisource ~ Oaks/Part 1/Root ~ {{BASEPAGENAME}}, {{ROOTPAGENAME}}, {{SUBPAGENAME}} ~ Oaks/Part 1, Oaks, Root",
        "enwiki ~ Oak: the tree ~ {{PAGENAME}} [{{NAMESPACE}}] ~ Oak: the tree []",
        "enwiki ~ Help:Oak ~ {{PAGENAME}} [{{NAMESPACE}}] {{FULLPAGENAME}} ~ Oak [Help] Help:Oak",
        "enwiki ~ Oak ~ {{PAGENAME:Help:Elm}}, {{TALKPAGENAME}} ~ Elm, Talk:Oak",
        "enwiki ~ Oak Hill ~ [http://a.org/{{PAGENAMEE}} {{PAGENAME}}], {{PAGENAMEE}} ~ Oak Hill, Oak_Hill",
        "enwiki ~ Oak ~ Welcome to {{SITENAME}}, in {{CONTENTLANGUAGE}}. ~ Welcome to Wikipedia, in en.",
        "dewikibooks ~ Eiche ~ {{SEITENNAME}} in {{SITENAME}} ~ Eiche in Wikibooks",
        "ruwiki ~ Дуб ~ '''{{ИМЯСТРАНИЦЫ}}''' ~ Дуб",
        "jawiki ~ 楢 ~ '''{{ページ名}}''' ~ 楢",
        "ptwiki ~ Carvalho ~ {{nowrap|{{NOMEDAPÁGINA}}}} ~ Carvalho",
        "enwiki ~ `` ~ a {{PAGENAME}} b ~ a b",
        "enwiki ~ Oak ~ a {{pagename}} {{NUMBEROFARTICLES}} b ~ a b",
      })
  void stand(String database, String title, String wikitext, String text) {
    SiteInfo site =
        new SiteInfo(
            database,
            database.substring(0, 2),
            database.equals("enwiki") ? Map.of(4, "Wikipedia", 12, "Help") : Map.of());
    assertThat(new WikitextCleaner(site, UnrollConfig.defaults().cleaner()).clean(title, wikitext))
        .isEqualTo(text);
  }
}
