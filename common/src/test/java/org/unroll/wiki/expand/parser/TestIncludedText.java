package org.unroll.wiki.expand.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestIncludedText {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "a<noinclude>b</noinclude>c; ac",
        "a<NoInclude >b</noinclude >c; ac",
        "a<noinclude>b; a",
        "a<includeonly>b</includeonly>c; abc",
        "a<onlyinclude>b</onlyinclude>c<onlyinclude>d</onlyinclude>; bd",
        "<onlyinclude>a<noinclude>b</noinclude></onlyinclude>; a",
        "a<noinclude/>b; ab",
        "a<!--b-->c; ac",
        "a<!--b; a",
        "\"a\n<!--b-->\nc\"; \"a\nc\"",
        "\"a\n<!--b--> c\"; \"a\n c\"",
        "<nowiki><noinclude></nowiki>a; <nowiki><noinclude></nowiki>a",
        "a<b>c</b>; a<b>c</b>",
        "a<noincluded>b; a<noincluded>b",
      })
  void included(String page, String text) {
    assertThat(IncludedText.of(page)).isEqualTo(text);
  }
}
