package org.unroll.wiki.expand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.wiki.CleanerConfig;
import org.unroll.wiki.Redirects;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.StepBudgetExceededException;
import org.unroll.wiki.cleaner.WikitextCleaner;

/** Pages of an invented wiki, cleaned with the templates that it defines. */
class TestTemplateExpander {

  private static final SiteInfo SITE =
      new SiteInfo(
          "itwiki", "it", Map.of(4, "Wikipedia", 6, "File", 10, "Template", 14, "Categoria"));

  private static final TemplatePage.Reader READER = new TemplatePage.Reader(SITE);

  private static TemplateTexts texts(Map<String, String> pages) {
    List<TemplatePage> kept = new ArrayList<>();
    pages.forEach(
        (title, text) -> {
          TemplatePage page = READER.read("Template:" + title, Redirects.target(text), text);
          if (page != null) {
            kept.add(page);
          }
        });
    return TemplateTexts.of(kept);
  }

  private static String clean(String wikitext, Map<String, String> templates) {
    return cleaner(templates, 10_000_000).clean("Pagina/sotto", wikitext);
  }

  private static WikitextCleaner cleaner(Map<String, String> templates, long steps) {
    return new WikitextCleaner(SITE, new CleanerConfig(true, steps), texts(templates));
  }

  /** Returns the text that a page shows which calls {@code {{T}}} with some arguments. */
  private static String show(String definition, String arguments) {
    return clean("a{{t" + arguments + "}}z", Map.of("T", definition));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        // Parameters
        "{{{1}}}; |x; axz",
        "{{{1|d}}}; \"\"; adz",
        "{{{1|d}}}; |; az",
        "{{{a|{{{b|d}}}}}}; |b=x; axz",
        "{{{a}}}; |a=x; axz",
        "{{{a}}}; |a=x|a=y; ayz",
        "{{{1}}}; |1=x; axz",
        "{{{2}}}{{{1}}}; |x|y; ayxz",
        "{{{1}}}; \"| x \"; a x z",
        "{{{a}}}; |a= x ; axz",
        "{{{1}}}; |{{=}}; a=z",
        "{{{1|}}}; |[[u|v]]; avz",
        "{{{1}}}; |<span style=\"color:red\">x</span>; axz",
        "{{{u}}}; |u; az",
        "{{{a{{{1}}}}}}; |b|ab=x; axz",
        // Conditions
        "{{#if:{{{1|}}}|y|n}}; |x; ayz",
        "{{#if:{{{1|}}}|y|n}}; \"\"; anz",
        "{{#if: |y}}; \"\"; az",
        "{{#ifeq:{{{1}}}|01|y|n}}; |1; ayz",
        "{{#ifeq:{{{1}}}|A|y|n}}; |a; anz",
        "{{#ifexpr:{{{1}}} > 3|y|n}}; |4; ayz",
        "{{#ifexpr:|y|n}}; |4; anz",
        "{{#iferror:{{#expr:1/0}}|e|n}}; \"\"; aez",
        "{{#iferror:{{#expr:1/2}}|e}}; \"\"; a0.5z",
        "{{#expr:1/0}}; \"\"; az",
        "{{#ifexist:Template:T|y|n}}; \"\"; ayz",
        "{{#ifexist:{{{1}}}|[[{{{1}}}]]|{{{1}}}}}; |x; axz",
        "{{#switch:{{{1}}}|a=1|b|c=2|#default=3}}; |b; a2z",
        "{{#switch:{{{1}}}|a=1|b|c=2|#default=3}}; |q; a3z",
        "{{#switch:{{{1}}}|a=1|4}}; |q; a4z",
        "{{#switch:{{{1}}}|a=1|b=2}}; |q; az",
        "{{#switch:{{{1}}}|#default=3|a=1}}; |a; a1z",
        "\"{{#switch:{{{1}}}\n|a=1\n|-2=3\n|}}\"; |a; a1z",
        "{{#switch:2|02={{{1}}}=1|3}}; |x; ax=1z",
        "{{#se:{{{1|}}}|y|n}}; |x; ayz",
        "{{#seeq:1|1|y|n}}; |x; ayz",
        "{{#IF:{{{1|}}}|y|n}}; |x; ayz",
        // Text and numbers
        "{{lc:{{{1}}}}}; |ÀB; aàbz",
        "{{uc:{{{1}}}}}; |àb; aÀBz",
        "{{ucfirst:{{{1}}}}}; |éa; aÉaz",
        "{{lcfirst:{{{1}}}}}; |ÉA; aéAz",
        "{{padleft:{{{1}}}|3|0}}; |7; a007z",
        "{{padright:{{{1}}}|3|ab}}; |7; a7abz",
        "{{formatnum:{{{1}}}}}; |12345.5; a12 345,5z",
        "{{formatnum:{{{1}}}|R}}; |12 345,5; a12345.5z",
        "{{#expr:{{formatnum:{{{1}}}|R}}*2}}; |1 000; a2000z",
        "{{plural:{{{1}}}|anno|anni}}; |1; aannoz",
        "{{plural:{{{1}}}|anno|anni}}; |3; aanniz",
        "{{#titleparts:a/b/c|1|2}}; \"\"; abz",
        "{{#titleparts:a/b/c|-1}}; \"\"; aa/bz",
        "{{#language:de|it}}; \"\"; atedescoz",
        "{{#len:{{{1}}}}}; |abc; a3z",
        "{{#time:j F Y|{{{1}}}}}; |1999-02-03; a3 febbraio 1999z",
        "{{#time:F|2000-{{{1}}}-01}}; |5; amaggioz",
        "{{ns:14}}; \"\"; aCategoriaz",
        "{{padleft:|2|{{{1}}}}}; |XY; aXYz",
        // Facts about the page
        "{{PAGENAME}}; \"\"; aPagina/sottoz",
        "{{BASEPAGENAME}}; \"\"; aPagina/sottoz",
        "{{NOMEPAGINA}}; \"\"; aPagina/sottoz",
        "{{#if:{{NAMESPACE}}|y|n}}; \"\"; anz",
        "{{!}}{{=}}; \"\"; a|=z",
        "[[u{{!}}v]]; \"\"; avz",
        // What is included
        "x<noinclude>y</noinclude>; \"\"; axz",
        "<includeonly>x</includeonly><noinclude>{{doc}}</noinclude>; \"\"; axz",
        "q<onlyinclude>x</onlyinclude>q<onlyinclude>y</onlyinclude>; \"\"; axyz",
        "x<!-- y -->; \"\"; axz",
        "<noinclude/>x; \"\"; axz",
        "{{<includeonly>safesubst:</includeonly>#if:1|x}}; \"\"; axz",
        "{{{{{|safesubst:}}}#if:1|x}}; \"\"; axz",
        "{{ {{{|safesubst:}}}lc:X}}; \"\"; axz",
        // Markup in the text
        "'''{{{1}}}'''<ref>{{cita|{{{1}}}}}</ref>; |x; axz",
        "<nowiki>{{{1}}}</nowiki>; |x; a{{{1}}}z",
        "{{#tag:ref|{{{1}}}}}x; |y; axz",
        "[[Categoria:Q]]x; \"\"; axz",
        "<span style=\"display:none\">0001</span>x; \"\"; axz",
        "<span class=\"sortkey\"><span>1</span></span>x; \"\"; axz",
        "x<sup class=\"noprint\">[senza fonte]</sup>; \"\"; axz",
        "{{{1}}}<sup>[''[[Wikipedia:Fonti|senza fonte]]'']</sup>; |x; axz",
        "<span title=\"q\">{{{1}}}<sup>[[Wikipedia:Fonti|?]]</sup></span>; |x; axz",
        "{{{1}}}<sup>2</sup>; |x; ax2z",
        "<sup class=\"reference\">:{{{1}}}</sup>; |7; az",
        "<sup>: {{{1}}}</sup>; |7; az",
        "[[File:A.svg|20px]] [[{{{1}}}]]; |x; a xz",
        "''Aiuta: [[Wikipedia:Abbozzo|scrivi]]''; \"\"; az",
      })
  void oneTemplate(String definition, String arguments, String text) {
    assertThat(show(definition, arguments)).isEqualTo(text);
  }

  @Test
  void comparisonsDecodeEntities() {
    assertThat(show("{{#ifeq:&amp;|&|y|n}}", "")).isEqualTo("ayz");
    assertThat(show("{{#switch:'|&#39;=y|n}}", "")).isEqualTo("ayz");
  }

  @Test
  void templatesCallOthers() {
    Map<String, String> templates =
        Map.of(
            "Naz", "{{Stato {{{1}}}|nome={{{2|}}}}}",
            "Stato ITA", "{{#if:{{{nome|}}}|{{{nome}}}|Italia}}",
            "Nazionale", "#RINVIA [[Template:Naz]]",
            "Ripete", "{{{1}}}{{Naz|{{{1}}}}}{{template:naz|ITA|_}}");
    assertThat(clean("{{Naz|ITA}}", templates)).isEqualTo("Italia");
    assertThat(clean("{{nazionale|ITA|la Penisola}}", templates)).isEqualTo("la Penisola");
    assertThat(clean("{{Template:Naz|ITA}} {{subst:naz|ITA}}", templates))
        .isEqualTo("Italia Italia");
    assertThat(clean("{{ripete|ITA}}", templates)).isEqualTo("ITAItalia_");
  }

  /** What only Lua knows is left to the rules, and to a gap where there is none. */
  @Test
  void unknownPartsAreLeftToTheRules() {
    Map<String, String> templates =
        Map.of(
            "Nowrap", "{{#invoke:Nowrap|main}}",
            "A", "x {{nowrap|{{{1}}}}} y",
            "B", "x {{#invoke:Modulo|main}} y",
            "C", "x ({{B}}) y",
            "D", "{{#if:{{B}}|q|r}}",
            "E", "x {{niente|1}} y",
            "NW", "#REDIRECT [[Template:Nowrap]]");
    assertThat(clean("{{A|k}}", templates)).isEqualTo("x k y");
    assertThat(clean("a {{B}} z", templates)).isEqualTo("a z");
    assertThat(clean("a {{C}} z", templates)).isEqualTo("a x y z");
    assertThat(clean("a {{D}} z", templates)).isEqualTo("a z");
    assertThat(clean("a {{E}} z", templates)).isEqualTo("a x y z");
    assertThat(clean("a {{NW|k}} z", templates)).isEqualTo("a k z");
    assertThat(clean("a {{Circa|1900}} z", Map.of())).isEqualTo("a c. 1900 z");
  }

  /** The dump's own definition decides, where all of it is known. */
  @Test
  void definitionsComeBeforeRules() {
    assertThat(clean("a {{circa|1900}} z", Map.of("Circa", "intorno al {{{1}}}")))
        .isEqualTo("a intorno al 1900 z");
    assertThat(clean("a {{circa|1900}} z", Map.of("Circa", "{{#if:{{{2|}}}|c.}}")))
        .isEqualTo("a z");
    assertThat(clean("* {{en}} [http://example.org A]", Map.of("En", "<small>(EN)</small>")))
        .isEqualTo("(EN) A");
  }

  @Test
  void boxesAreNotExpanded() {
    for (String box :
        List.of(
            "{| class=\"x\"\n| y\n|}",
            "{{{!}}\n| y\n{{!}}}",
            "|- style=\"x\"\n| y",
            "<table><tr><td>y</td></tr></table>",
            "<div class=\"avviso\">y</div>",
            "{{Navbox|titolo=y}}",
            "{{Infobox|nome={{{1}}}}}",
            "y".repeat(10_000))) {
      assertThat(clean("a{{T}}z", Map.of("T", box))).isEqualTo("az");
    }
  }

  @Test
  void listsBeginLines() {
    assertThat(clean("a {{T}} z", Map.of("T", "* b\n* c\n"))).isEqualTo("a\nb\nc\nz");
    assertThat(clean("a {{T}}", Map.of("T", "q{{#if:1|:b}}"))).isEqualTo("a q\nb");
  }

  @Test
  void loopsAndDepthAreBounded() {
    assertThat(clean("a {{A}} z", Map.of("A", "b {{B}}", "B", "c {{A}}"))).isEqualTo("a b c z");
    Map<String, String> chain = new java.util.HashMap<>();
    for (int level = 0; level < 500; level++) {
      chain.put("L" + level, "{{L" + (level + 1) + "}}");
    }
    chain.put("L500", "x");
    assertThat(clean("a {{L0}} z", chain)).isEqualTo("a z");
    assertThat(clean("a {{L400}} z", chain)).isEqualTo("a x z");
    String nested = "{{#if:1|".repeat(5000) + "x" + "}}".repeat(5000);
    assertThat(clean("a {{T}} z", Map.of("T", nested.substring(0, 16_000)))).startsWith("a ");
  }

  /** A page whose expansion explodes runs out of its steps, as any other page that takes long. */
  @Test
  void expansionIsChargedToThePage() {
    Map<String, String> bomb = new java.util.HashMap<>();
    for (int level = 0; level < 40; level++) {
      String next = "{{L" + (level + 1) + "}}";
      bomb.put("L" + level, next + next);
    }
    bomb.put("L40", "x");
    WikitextCleaner cleaner = cleaner(bomb, 1_000_000);
    assertThatThrownBy(() -> cleaner.clean("{{L0}}"))
        .isInstanceOf(StepBudgetExceededException.class);
  }

  @Test
  void functionsOfThePageItself() {
    assertThat(clean("a {{#ifeq:x|x|b|c}} {{#expr: 2 * 3}} {{#switch: q | q = d }}", Map.of()))
        .isEqualTo("a b 6 d");
    assertThat(clean("'''{{PAGENAME}}''' è qui. {{CURRENTYEAR}}", Map.of()))
        .isEqualTo("Pagina/sotto è qui.");
  }

  @Test
  void theDigestDependsOnWhatIsKeptAlone() {
    List<TemplatePage> pages = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      pages.add(READER.read("Template:T" + number, null, "text " + number));
    }
    String digest = TemplateTexts.of(pages).digest();
    Collections.reverse(pages);
    assertThat(TemplateTexts.of(pages).digest()).isEqualTo(digest).hasSize(64);
    pages.set(3, READER.read("Template:T46", null, "other"));
    assertThat(TemplateTexts.of(pages).digest()).isNotEqualTo(digest);
    assertThat(TemplateTexts.of(List.of()).digest()).isEmpty();
  }
}
