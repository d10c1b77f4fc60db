package org.unroll.wiki.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.markup.Markers;

/**
 * The text of a template with placeholders for its arguments: {@code literals[0] {names[0]}
 * literals[1] {names[1]} ... literals[n]}.
 */
final class TemplatePattern {

  private final List<String> literals;
  private final List<String> names;

  private TemplatePattern(List<String> literals, List<String> names) {
    this.literals = literals;
    this.names = names;
  }

  /** Parses a pattern of {@code templates.txt}. */
  static TemplatePattern parse(String written) {
    String pattern = written.replace("\\n", String.valueOf(Markers.BREAK)).replace("\\s", " ");
    List<String> literals = new ArrayList<>();
    List<String> names = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      int close = pattern.indexOf('}', i);
      if (pattern.charAt(i) == '{' && close > i + 1 && pattern.charAt(i + 1) != '{') {
        literals.add(literal.toString());
        literal.setLength(0);
        names.add(pattern.substring(i + 1, close));
        i = close + 1;
      } else {
        literal.append(pattern.charAt(i));
        i++;
      }
    }
    literals.add(literal.toString());
    return new TemplatePattern(literals, names);
  }

  /**
   * Fills in the first of {@code patterns} whose arguments are all present; null if there is none.
   */
  static @Nullable String firstText(
      List<TemplatePattern> patterns,
      Placeholders placeholders,
      Arguments arguments,
      String templateName) {
    for (TemplatePattern pattern : patterns) {
      String text = pattern.text(placeholders, arguments, templateName);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private @Nullable String text(
      Placeholders placeholders, Arguments arguments, String templateName) {
    StringBuilder text = new StringBuilder(literals.get(0));
    for (int i = 0; i < names.size(); i++) {
      String value = placeholders.value(names.get(i), arguments, templateName);
      if (value == null) {
        return null;
      }
      text.append(value).append(literals.get(i + 1));
    }
    return text.toString();
  }
}
