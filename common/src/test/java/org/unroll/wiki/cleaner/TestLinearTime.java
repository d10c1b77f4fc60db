package org.unroll.wiki.cleaner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.config.UnrollConfig;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.markup.StepBudget;

/** The work on pages made to be hard grows as the page does, and no faster. */
class TestLinearTime {

  private static final WikitextCleaner CLEANER =
      new WikitextCleaner(new SiteInfo("", "en", Map.of()), UnrollConfig.defaults().cleaner());

  private static final int LENGTH = 1 << 18;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{{",
        "{{{{",
        "{{a",
        "{{a|",
        "{{a|}",
        "{{{a|",
        "{{nowrap|",
        "{{nowrap|a}}",
        "}}",
        "}",
        "{{nowrap|[[",
        "[",
        "[[",
        "[[a",
        "[[a|",
        "[[a|[",
        "[[a|[b]",
        "[[File:a|",
        "[[a|]]",
        "[[a:b (c|]]",
        "[[a, b)|]]",
        "<b\n",
        "<b\n>",
        "{{1e|a}}",
        "{{FRA}}",
        "{{hlist|a|b}}",
        "{{hlist|a|",
        ".{{a}}.",
        "{{a}} - b",
        "\n{{a}} - b",
        "[[a|\n",
        "[[\n",
        "[[a|]",
        "]",
        "]]",
        "[http://a ",
        "[http://a [[b|c ",
        "[http://a]",
        "[//a b\n",
        "[[http://a b]",
        "<",
        "<ref",
        "<ref ",
        "<ref>",
        "<ref></ref",
        "<ref<ref",
        "<ref name=\"",
        "<ref name='a>",
        "<nowiki>",
        "</ref>",
        "<REF><ref><Ref>",
        "<!--",
        "<!-- -->",
        "  <!-- -->",
        "<pre>\n",
        "<poem>\n",
        "<br",
        "<br a=\"<br a='",
        "<div>",
        "<table>",
        "<table><tr></table>",
        "''",
        "'''",
        "''''",
        "'''''",
        "a''b'''",
        "'''a\n",
        "{|",
        "{|\n",
        "{|\n|a\n",
        "\n{|\n|}",
        "|}\n",
        "-{",
        "-{a",
        "-{zh:a;",
        "-{zh:a;}-",
        "-{;}-",
        "-{A|",
        "-{a}}-",
        "&",
        "&amp",
        "&amp;",
        "&#",
        "_",
        "__",
        "__A",
        "__TOC__",
        "=",
        "\n=",
        "\n==a==",
        "\n==a==\n{{b}}",
        "\n=a",
        "*",
        "\n*",
        ";",
        "\n;a",
        ";a:<b",
        "\n;<a:",
        ":",
        "\n----",
        " ",
        "\n",
        "\n ",
        "(",
        ")",
        "({{a}}",
        "{{a}})",
        "{{a}},",
        "({{a}},)",
        ",",
        ".{{a}} ,",
        "~",
        "\t",
        "\u0001",
        "{{convert|1|m}}",
        "{{lang|a|",
        "[[a|b]] {{c}} ''d'' <ref>e</ref>\n* f\n",
        "{{a|[[b|{{c|",
        "{{a|[[b]]}}",
        "<ref>{{a|[["
      })
  void workIsProportionalToLength(String unit) {
    long half = work(unit, LENGTH / 2);
    long whole = work(unit, LENGTH);
    assertThat(whole).as("twice the page").isLessThan((long) (2.2 * half) + 1000);
    assertThat(whole).as("work per character").isLessThan(400L * LENGTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{nowrap|", "[[a|", "-{a", "<ref name=", "{|\n", "''", "(", "[http://a "})
  void unclosedAndThenClosed(String opening) {
    String closing = "}} ]] }- > |} '' ) ]".replace(" ", "");
    long half = work(opening, closing, LENGTH / 2);
    long whole = work(opening, closing, LENGTH);
    assertThat(whole).isLessThan((long) (2.2 * half) + 1000);
  }

  private static long work(String unit, int length) {
    StepBudget budget = new StepBudget(Long.MAX_VALUE);
    CLEANER.clean("", unit.repeat(length / unit.length()), budget);
    return budget.steps();
  }

  private static long work(String opening, String closing, int length) {
    int count = length / (opening.length() + closing.length());
    StepBudget budget = new StepBudget(Long.MAX_VALUE);
    CLEANER.clean("", opening.repeat(count) + closing.repeat(count), budget);
    return budget.steps();
  }
}
