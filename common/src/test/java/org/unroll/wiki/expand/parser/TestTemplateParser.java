package org.unroll.wiki.expand.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.wiki.expand.parser.Node.Argument;
import org.unroll.wiki.expand.parser.Node.Call;
import org.unroll.wiki.expand.parser.Node.Parameter;
import org.unroll.wiki.expand.parser.Node.Sequence;
import org.unroll.wiki.expand.parser.Node.Text;

class TestTemplateParser {

  private static final Text A = new Text("a");
  private static final Text B = new Text("b");
  private static final Text C = new Text("c");

  @Test
  void callsAndParameters() {
    assertThat(TemplateParser.parse("{{{a}}}")).isEqualTo(new Parameter(A, null));
    assertThat(TemplateParser.parse("{{{a|b|c}}}")).isEqualTo(new Parameter(A, B));
    assertThat(TemplateParser.parse("{{a|b=c|c}}"))
        .isEqualTo(new Call(A, List.of(new Argument(B, C), new Argument(null, C)), false));
    assertThat(TemplateParser.parse("b\n{{a}}"))
        .isEqualTo(new Sequence(List.of(new Text("b\n"), new Call(A, List.of(), true))));
  }

  /** Of five opening braces, the inner three are of a parameter if three close first. */
  @Test
  void bracesAreSharedOutFromTheInside() {
    Parameter parameter = new Parameter(A, null);
    assertThat(TemplateParser.parse("{{{{{a}}}|b}}"))
        .isEqualTo(new Call(parameter, List.of(new Argument(null, B)), false));
    assertThat(TemplateParser.parse("{{{{a}}}}"))
        .isEqualTo(new Sequence(List.of(new Text("{"), parameter, new Text("}"))));
  }

  @Test
  void barsAndEqualsSignsInLinksAreText() {
    assertThat(TemplateParser.parse("{{a|[[b|c=d]]}}"))
        .isEqualTo(new Call(A, List.of(new Argument(null, new Text("[[b|c=d]]"))), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a {{b", "a {{{b|c", "a [[b", "a }} b", "a -{b", "<nowiki>{{a}}</nowiki>"})
  void whatIsNotClosedIsText(String wikitext) {
    assertThat(text(TemplateParser.parse(wikitext))).isEqualTo(wikitext);
  }

  @Test
  void deepNestingIsText() {
    String deep = "{{a|".repeat(100_000);
    assertThat(text(TemplateParser.parse(deep))).isEqualTo(deep);
  }

  private static String text(Node node) {
    if (node instanceof Text text) {
      return text.text();
    }
    StringBuilder all = new StringBuilder();
    ((Sequence) node).parts().forEach(part -> all.append(text(part)));
    return all.toString();
  }
}
