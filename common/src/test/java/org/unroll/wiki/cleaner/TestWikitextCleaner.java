package org.unroll.wiki.cleaner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.config.UnrollConfig;
import org.unroll.wiki.CleanerConfig;
import org.unroll.wiki.Redirects;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.StepBudgetExceededException;
import org.unroll.wiki.markup.StepBudget;

class TestWikitextCleaner {

  private static final CleanerConfig CONFIG = UnrollConfig.defaults().cleaner();

  private static final WikitextCleaner ENGLISH =
      new WikitextCleaner(new SiteInfo("enwiki", "en", Map.of(6, "File", 14, "Category")), CONFIG);

  private static final WikitextCleaner GERMAN =
      new WikitextCleaner(
          new SiteInfo("dewiki", "de", Map.of(6, "Datei", 10, "Vorlage", 14, "Kategorie")), CONFIG);

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        // Apostrophes
        "''a'' '''b''' '''''c''''' ~ a b c",
        "don't ~ don't",
        "''l'''amour ~ l'amour",
        "'''''a''' b'' ~ a b",
        "''unclosed ~ unclosed",
        "''''four'''' ~ 'four'",
        // Links
        "[[town]] ~ town",
        "[[Town_hall|hall]]s ~ halls",
        "[[Town|''old'' town]] ~ old town",
        "[[Lista d''e paise]] ~ Lista d''e paise",
        "[[a|b|c]] ~ b|c",
        "[[#History]] ~ #History",
        "[[Town#History|history]] ~ history",
        "[[:File:Map.png]] ~ File:Map.png",
        "[[:Category:Towns|towns]] ~ towns",
        "[[wikt:town|town]] ~ town",
        "[[fr:Ville]] ~ ``",
        "[[zh-min-nan:Chhī]] ~ ``",
        "[[fr:Ville|ville]] ~ ``",
        "a [[b c ~ a [[b c",
        "[[a|b]] c]] ~ b c]]",
        "[[]] ~ [[]]",
        "[[a<b]] ~ [[a<b]]",
        "[[[a]]] ~ [a]",
        "[[ a | b ]] ~ b",
        "[[a|]] ~ a",
        "[[Help:Seal (animal)|]], [[Norwick, Norland|]], [[:Category:Seals|]] ~ Seal, Norwick, Seals",
        "[[seal（animal）|]], [[(x)|]], [[a:|]], [[a (b), c|]], [[a| ]] ~ seal, (x), a:, a (b), a",
        "[[Media:Song.ogg|listen]] ~ listen",
        "[[a|b [[c]] d]] ~ b c d",
        "[[a]][[b]] ~ ab",
        // Addresses
        "[http://a.org the site] ~ the site",
        "a [http://a.org]. ~ a.",
        "see http://a.org/b_c?d=e now ~ see http://a.org/b_c?d=e now",
        "[https://a.org [[b]] c] ~ b c",
        "[//a.org d] ~ d",
        "[mailto:a@b.org write] ~ write",
        "[not a link] ~ [not a link]",
        "[[http://a.org b]] ~ [b]",
        "x ( [http://a.org]) ~ x",
        // Files and categories
        "[[File:A.png|thumb|A [[b]] [http://c d] {{e}}]]Text ~ Text",
        "[[image:A.png]] [[FILE: A.png|b]]c ~ c",
        "a [[Category:B]] ~ a",
        "[[ category : B ]]a ~ a",
        // Templates
        "a {{b}} c ~ a c",
        "a{{b|c={{d|e}}|[[f|g]]}}h ~ ah",
        "{{{a|b}}} ~ b",
        "{{{a}}} ~ ``",
        "a {{b ~ a {{b",
        "a b}} c ~ a b}} c",
        "{{Nowrap|10 km}} ~ 10 km",
        "{{ small | x }} ~ x",
        "{{nowrap|1=a=b}} ~ a=b",
        "{{nowrap|a {{=}} b}}, {{lang|fr|x {{=}} y; z {{=}} 1}} ~ a = b, x = y; z = 1",
        "{{nowrap|so {{math|1=a = b}} holds}} ~ so a = b holds",
        "{{(}}a{{)}} {{((}}b{{))}} {{!(}}c{{)!}} a{{!}}b ~ {a} {{b}} [c] a|b",
        "{{lang|fr|Palais}} ~ Palais",
        "({{lang-fr|Palais}}) ~ (French: Palais)",
        "{{formatnum:1234567.891}} ~ 1,234,567.891",
        "{{frac|1|2}}, {{frac|3|1|2}} ~ 1/2, 3 1/2",
        "a{{snd}}b{{ndash}}c ~ a – b–c",
        "{{circa|1900}} ~ c. 1900",
        "[[a{{!}}b]] ~ b",
        "{{nihongo|Castle|城|shiro}} ~ Castle (城, shiro)",
        "{{Template:nowrap|a}} ~ a",
        "{{DEFAULTSORT:a}}b ~ b",
        "{{#if:a|b|c}}d ~ bd",
        "{{uc:abc}} {{ucfirst:abc}} ~ ABC Abc",
        "{{color|red|word}} ~ word",
        "{{abbr|km|kilometre}} ~ km",
        "{{nowrap|[http://a.org?b=c d]}} ~ d",
        // What stands around a gap
        "Ada ({{IPA|x}}) was ~ Ada was",
        "Ada ({{IPA|x}}; born 1815) was ~ Ada (born 1815) was",
        "Ada (born 1815; {{x}}) was ~ Ada (born 1815) was",
        "Ada (<ref>a</ref>) was ~ Ada was",
        "a, {{b}}, c ~ a, c",
        "a {{b}}, c ~ a, c",
        "a {{b}}. c ~ a. c",
        "a<ref>b</ref>, c ~ a, c",
        "main() is () ~ main() is ()",
        "a“{{b}}” c ~ a c",
        "the letter ⟨{{b}}⟩ is ⟨c⟩ ~ the letter is ⟨c⟩",
        "a.<ref>b</ref>. c. {{d}}. e.<ref>f</ref> ... g ~ a. c. e. ... g",
        "一。<ref>b</ref>。二 ~ 一。二",
        "* {{a}} – b - c ~ b - c",
        "* {{a}} -5 °C ~ -5 °C",
        "* - a {{b}} ~ - a",
        // Tags
        "a<b>b</b>c ~ abc",
        "a<br />b<br>c<BR/>d ~ a b c d",
        "a < b > c ~ a < b > c",
        "a <unknown>b</unknown> ~ a <unknown>b</unknown>",
        "<math>x^2</math>a ~ a",
        "<REF name=a>b</Ref >c ~ c",
        "<ref>never closed ~ never closed",
        "a</ref>b ~ ab",
        "<span style=\"a>b\">c</span> ~ c",
        "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby> ~ 漢(かん)",
        "<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>を ~ 漢(かん)字(じ)を",
        "<ruby><rb>漢<rt>かん</ruby>, <ruby>字<rp>（</rp><rt>じ</rt><rp>）</rp></ruby> ~ 漢(かん), 字（じ）",
        "<ruby>漢<rt>{{a}}</rt></ruby>字 ~ 漢字",
        "run <syntaxhighlight lang=sh inline>ls {{a}}</syntaxhighlight> now ~ run ls {{a}} now",
        "run <source inline lang='sh'>ls</source>, <source lang=c enclose=none>f()</source> ~ run ls, f()",
        "<syntaxHighlight inline=1>a[0] = ''b''</syntaxHighlight>! ~ a[0] = ''b''!",
        "a<section begin=x />b ~ ab",
        "<code>a[i]</code> ~ a[i]",
        "<includeonly>a</includeonly><onlyinclude>b</onlyinclude> ~ b",
        "a<!-- b --- c -->d ~ ad",
        "a<!-- b ~ a",
        // No markup
        "<nowiki>''a'' [[b]] {{c}} <d> * &amp;</nowiki> ~ ''a'' [[b]] {{c}} <d> * &",
        "''<nowiki/>'a ~ 'a",
        "<pre><nowiki>''a'' [[b]]</nowiki></pre> ~ ''a'' [[b]]",
        "<pre>a <NOWIKI>{{b}}</nowiki> c<nowiki/></pre> ~ a {{b}} c",
        "<nowiki><pre>a</pre></nowiki> ~ <pre>a</pre>",
        "<source><nowiki>a</nowiki></source> ~ <nowiki>a</nowiki>",
        "<nowiki>* a</nowiki> ~ * a",
        // Entities
        "a&nbsp;b &amp;lt; &eacute;&#233;&#xE9; &bogus; & ~ a b &lt; ééé &bogus; &",
        "&lt;ref&gt; ~ <ref>",
        "&check;&lbrace;&lbrace;a&rbrace;&rbrace;&ZeroWidthSpace;&lang;b&rang; ~ ✓{{a}}⟨b⟩",
        "&#91;[a]&#93; ~ [[a]]",
        "so&shy;ft ~ soft",
        // Switches
        "__NOTOC__a __notoc__ ~ a",
        "__SIN_ÍNDICE__a ~ a",
        "__NAOEDITARSECAO__a ~ a",
        "a __init__ b ~ a __init__ b",
        // Variants
        "-{zh-hans:计算机; zh-hant:電腦}- ~ 计算机",
        "-{zh-tw:電腦;zh-cn:计算机;}- ~ 计算机",
        "-{A|zh-tw:電腦;zh-cn:计算机}- ~ 计算机",
        "-{H|zh-tw:電腦;zh-cn:计算机}-a ~ a",
        "-{字}- ~ 字",
        "-{[[a|b]]}- ~ b",
        "-{a; b: c}- ~ a; b: c",
        "-{sr-ec:Београд; sr-el:Beograd}- ~ Београд",
        "a -{b ~ a -{b",
      })
  void oneLine(String wikitext, String text) {
    assertThat(ENGLISH.clean(wikitext)).isEqualTo(text);
  }

  @Test
  void paragraphsAndLists() {
    assertThat(
            ENGLISH.clean(
                "A soft\nwrapped paragraph.\n\nAnother.\n* one\n** two\n#three\n:four\n;term: meaning\n"
                    + "----\nlast"))
        .isEqualTo(
            "A soft wrapped paragraph.\nAnother.\none\ntwo\nthree\nfour\nterm\nmeaning\nlast");
  }

  @Test
  void tagsOverLines() {
    assertThat(ENGLISH.clean("a <span\n class=b>c</span\n> d<br\n/>e")).isEqualTo("a c d e");
    assertThat(ENGLISH.clean("<poem>a <b\n>b</b>\nc</poem>")).isEqualTo("a b\nc");
  }

  @Test
  void headings() {
    assertThat(ENGLISH.clean("== A ==\ntext\n===B===  \ntext\n= C = d\n==\n===\n==E"))
        .isEqualTo("A\ntext\nB\ntext = C = d ==\n=\n==E");
  }

  @Test
  void headingsAreLeftOutIfSoConfigured() {
    WikitextCleaner cleaner =
        new WikitextCleaner(
            new SiteInfo("enwiki", "en", Map.of()),
            new CleanerConfig(false, CONFIG.maxCleaningSteps()));
    assertThat(cleaner.clean("a\n== B ==\nc\n=== D ===\n== E ==\n{|\n== F ==\n|}\ng = h"))
        .isEqualTo("a\nc\ng = h");
  }

  @Test
  void theDescriptionOfAVersionStaysTheSame() {
    SiteInfo site = new SiteInfo("enwiki", "en", Map.of(6, "File", -1, "Special"));
    assertThat(WikitextCleaner.describe(site, new CleanerConfig(true, 7)))
        .isEqualTo(
            "cleaner 3\nenwiki\nen\n{-1=Special, 6=File}\nCleanerConfig[headings=true, maxPageWork=7]");
  }

  @Test
  void aPageThatExceedsTheStepBudgetIsAbandoned() {
    SiteInfo site = new SiteInfo("enwiki", "en", Map.of());
    String page = "a [[b|c]] {{d}} e\n".repeat(100);
    StepBudget budget = new StepBudget(Long.MAX_VALUE);
    String text = new WikitextCleaner(site, CONFIG).clean("", page, budget);
    long needed = budget.steps();
    assertThat(new WikitextCleaner(site, new CleanerConfig(true, needed)).clean(page))
        .isEqualTo(text);
    assertThatThrownBy(
            () -> new WikitextCleaner(site, new CleanerConfig(true, needed - 1)).clean(page))
        .isInstanceOf(StepBudgetExceededException.class);
  }

  @Test
  void headingsOfSectionsThatHeldOnlyWhatWasDropped() {
    assertThat(
            ENGLISH.clean(
                "a\n== Notes ==\n=== References ===\n{{reflist}}\n== Empty ==\n== Table ==\n{|\n|b\n|}"
                    + "\n== Last ==\n<references/>\n[[Category:A]]"))
        .isEqualTo("a\nEmpty");
  }

  @Test
  void tables() {
    assertThat(
            ENGLISH.clean(
                "a\n{| class=x\n! b\n|-\n| c\n* d\n{|\n| nested\n|}\n| e\n|} f\n\ng\n"
                    + "<table><tr><td>h</td></tr></table>i"))
        .isEqualTo("a\nf\ng\ni");
  }

  @Test
  void tableWithoutEnd() {
    assertThat(ENGLISH.clean("a\n{|\n! b\n| c\n\n== D ==\ne")).isEqualTo("a\nD\ne");
  }

  @Test
  void tablesInTemplatesThatStandForTheirMarkup() {
    assertThat(
            ENGLISH.clean(
                "a\n{{(!}} class=wikitable {{!}} b\n{{!-}}\n{{!}} c {{!!}} d\n{{!+}} e\n{{!)}}\nf"))
        .isEqualTo("a\nf");
  }

  @Test
  void filesAndTemplatesThatAreNeverClosed() {
    assertThat(ENGLISH.clean("[[File:A.png|thumb|A [[b]] in {{c}}\nText [[d]]."))
        .isEqualTo("Text d.");
    assertThat(ENGLISH.clean("[[File:A.png|thumb|A [[b]] c] Text [[d]].")).isEqualTo("Text d.");
    assertThat(ENGLISH.clean("a [[File:A.png\n\nb [[Town|c")).isEqualTo("a\nb [[Town|c");
    assertThat(ENGLISH.clean("{{Infobox town\n| name = A\n| size = {{nowrap|1 km}}\n\nA is b."))
        .isEqualTo("A is b.");
    assertThat(ENGLISH.clean("A.\n{{Infobox town|a=b\n| c = d\n|}\nB {{c")).isEqualTo("A.\nB {{c");
  }

  @Test
  void blocks() {
    assertThat(ENGLISH.clean("<div>a</div><p>b<center>c</center><blockquote>d</blockquote>e"))
        .isEqualTo("a\nb\nc\nd\ne");
    assertThat(ENGLISH.clean("<poem>\nRoses are red\nviolets are blue\n</poem>"))
        .isEqualTo("Roses are red\nviolets are blue");
    assertThat(ENGLISH.clean("<pre>\n* [[a]]\n  b\n</pre>")).isEqualTo("* [[a]]\nb");
    assertThat(ENGLISH.clean("He said:\n{{quote|To be.|Hamlet}}\nand left."))
        .isEqualTo("He said:\nTo be.\nand left.");
  }

  @Test
  void formulaOnItsOwnLine() {
    assertThat(
            ENGLISH.clean("where\n<math>x</math>,\nwith\n<math>y</math>\nis small.\n{{a}}\nNext."))
        .isEqualTo("where, with is small.\nNext.");
  }

  @Test
  void linesThatAreNoMarkupAfterALink() {
    assertThat(ENGLISH.clean("[[*NSYNC]] sang\n\n[http://a.org #1]\n\n[[a|:b]]"))
        .isEqualTo("*NSYNC sang\n#1\n:b");
  }

  @Test
  void namespacesOfTheWiki() {
    assertThat(
            GERMAN.clean(
                "a [[Datei:B.png|mini|c]][[Bild:B.png]][[File:B.png]] [[Kategorie:D]] [[Vorlage:E]]"))
        .isEqualTo("a Vorlage:E");
    assertThat(GERMAN.clean("{{Vorlage:nowrap|a}} {{formatnum:1234.5}}")).isEqualTo("a 1.234,5");
    WikitextCleaner odd =
        new WikitextCleaner(new SiteInfo("", "xx", Map.of(6, "Bil_da", 4, "Image")), CONFIG);
    assertThat(odd.clean("[[Bil da:A|b]][[bil_da:A|b]] [[Image:C|d]]")).isEqualTo("d");
  }

  @Test
  void wordsOfOtherLanguagesAreNamedInTheOneOfTheWiki() {
    String wikitext = "({{lang-de|Wien}}, {{langx|la|Vindobona}}, {{lang-nolanguageatall|W}})";
    assertThat(GERMAN.clean(wikitext)).isEqualTo("(Deutsch: Wien, Latein: Vindobona, W)");
    assertThat(cleaner("frwiki", "").clean(wikitext))
        .isEqualTo("(allemand : Wien, latin : Vindobona, W)");
    assertThat(cleaner("zhwiki", "zh").clean("{{lang-en|x}}")).isEqualTo("英语：x");
    assertThat(cleaner("simplewiktionary", "").clean("{{lang-de|x}}")).isEqualTo("German: x");
    assertThat(cleaner("commonswiki", "").clean(wikitext)).isEqualTo("(Wien, Vindobona, W)");
    assertThat(cleaner("", "").clean(wikitext)).isEqualTo("(Wien, Vindobona, W)");
  }

  private static WikitextCleaner cleaner(String databaseName, String language) {
    return new WikitextCleaner(new SiteInfo(databaseName, language, Map.of()), CONFIG);
  }

  @Test
  void datesWithMonthsAsNumbers() {
    WikitextCleaner french = cleaner("frwiki", "fr");
    assertThat(french.clean("le {{date|29|9|2019}} ou {{date-|1 janvier 1995}}"))
        .isEqualTo("le 29 septembre 2019 ou 1er janvier 1995");
    assertThat(french.clean("{{date||mai|2007}}, {{date|2007}}, {{date|31 12}}, {{tmp|2|°C}}"))
        .isEqualTo("mai 2007, 2007, 31 décembre, 2 °C");
    assertThat(ENGLISH.clean("{{date|4|7|1776}}")).isEqualTo("4 July 1776");
    assertThat(cleaner("", "").clean("{{date|4|7|1776}}")).isEqualTo("4 7 1776");
  }

  @Test
  void addressesInListsOfLinks() {
    assertThat(
            ENGLISH.clean(
                "see http://a.org\n* http://a.org/b?c The site\n* A report. https://a.org \n"
                    + "* see http://a.org, which says so\n* on http://a.org\n== Links ==\n*http://a.org\n: ftp://b.org"))
        .isEqualTo(
            "see http://a.org\nThe site\nA report.\nsee http://a.org, which says so\non http://a.org");
  }

  @Test
  void redirects() {
    assertThat(ENGLISH.clean("#REDIRECT [[A]]\n[[Category:B]]")).isEmpty();
    assertThat(GERMAN.clean("#WEITERLEITUNG [[A]]")).isEmpty();
    assertThat(Redirects.target(" #redirect:  [[A_b#c|d]]")).isEqualTo("A b#c");
    assertThat(Redirects.target("#REDIRECIONAMENTO [[Á]]")).isEqualTo("Á");
    assertThat(Redirects.target("#перенаправление [[Ж]]")).isEqualTo("Ж");
    assertThat(Redirects.target("#転送 [[数学]]")).isEqualTo("数学");
    assertThat(Redirects.target("# item [[A]]")).isNull();
    assertThat(Redirects.target("a #REDIRECT [[A]]")).isNull();
  }

  @Test
  void emptyAndOdd() {
    assertThat(ENGLISH.clean("")).isEmpty();
    assertThat(ENGLISH.clean("\n \n\t\n")).isEmpty();
    assertThat(ENGLISH.clean("a\u0002\u000e\u0003b\r\nc")).isEqualTo("ab c");
    assertThat(ENGLISH.clean("🙂 [[🙂|𐤀]]")).isEqualTo("🙂 𐤀");
  }

  @Test
  void datesInTheOldStyleAndOldLanguages() {
    assertThat(ENGLISH.clean("born {{OldStyleDate|February 2|1905|January 20}} – 1982"))
        .isEqualTo("born February 2 [O.S. January 20] 1905 – 1982");
    assertThat(ENGLISH.clean("({{lang-grc-gre|''Φυσικά''}})")).isEqualTo("(Ancient Greek: Φυσικά)");
  }
}
