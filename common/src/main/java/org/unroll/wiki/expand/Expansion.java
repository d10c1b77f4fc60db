package org.unroll.wiki.expand;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.expand.parser.Node;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.TextBuffer;
import org.unroll.wiki.template.MagicWords;
import org.unroll.wiki.template.Templates;

/**
 * The expansion of the templates that one page calls. What it reads and writes is charged to the
 * page's step budget; templates that call themselves, and those nested too deeply, are not
 * expanded.
 */
final class Expansion {

  /** The place of a call in an expanded text whose own text is not known. */
  static final char HOLE = 0x04;

  /** The place of a parameter without argument and default, which MediaWiki shows as it stands. */
  static final char UNSET = 0x05;

  /** Calls nested deeper are not expanded; MediaWiki stops at 100 templates. */
  private static final int MAX_DEPTH = 150;

  /** A longer text cannot stand within a sentence. */
  private static final int MAX_LENGTH = 1 << 20;

  private static final int CALL_STEPS = 100;

  /** No rule has more arguments. */
  private static final int MAX_RULE_ARGUMENTS = 40;

  private static final String[] MODIFIERS = {"subst:", "safesubst:", "msg:", "raw:"};

  private final TemplateLibrary library;
  private final TemplateTitles titles;
  private final Templates rules;
  private final ParserFunctions functions;
  private final Variables variables;
  private final StepBudget budget;
  private final Deque<String> openTemplates = new ArrayDeque<>();
  private int depth;

  Expansion(Wiki wiki, String pageTitle, StepBudget budget) {
    this.library = wiki.library();
    this.titles = wiki.titles();
    this.rules = wiki.rules();
    this.functions = new ParserFunctions(wiki, this);
    this.variables = new Variables(wiki.words(), pageTitle);
    this.budget = budget;
  }

  /** What all pages of a wiki share. */
  record Wiki(
      SiteInfo site,
      TemplateLibrary library,
      TemplateTitles titles,
      Templates rules,
      MagicWords words) {}

  /** Returns the text of a node. */
  String evaluate(Node node, Frame frame) {
    if (node instanceof Node.Text text) {
      budget.spend(text.text().length());
      return text.text();
    }
    StringBuilder out = new StringBuilder();
    append(node, frame, out);
    return out.toString();
  }

  private void append(Node node, Frame frame, StringBuilder out) {
    if (node instanceof Node.Text text) {
      append(text.text(), out);
    } else if (node instanceof Node.Sequence sequence) {
      for (Node part : sequence.parts()) {
        append(part, frame, out);
      }
    } else if (node instanceof Node.Parameter parameter) {
      append(value(parameter, frame), out);
    } else if (node instanceof Node.Call call) {
      append(text(call, frame), out);
    }
  }

  private void append(String text, StringBuilder out) {
    budget.spend(text.length());
    if (out.length() + text.length() > MAX_LENGTH) {
      throw new UnexpandableException();
    }
    out.append(text);
  }

  private String value(Node.Parameter parameter, Frame frame) {
    String value = frame.get(evaluate(parameter.name(), frame).strip(), this);
    if (value != null) {
      return value;
    }
    return parameter.fallback() == null
        ? String.valueOf(UNSET)
        : evaluate(parameter.fallback(), frame);
  }

  private String text(Node.Call call, Frame frame) {
    String name = evaluate(call.name(), frame);
    String text = call(name, call.arguments(), frame);
    if (text == null) {
      return String.valueOf(HOLE);
    }
    return call.startsLine() || !startsBlock(text) ? text : '\n' + text;
  }

  /** Tells whether a text begins with a list item: MediaWiki lets it begin a line. */
  static boolean startsBlock(String text) {
    return !text.isEmpty() && "*#:;".indexOf(text.charAt(0)) >= 0;
  }

  /** Returns the text of a call; null if it is not known. */
  @Nullable String call(String written, List<Node.Argument> arguments, Frame frame) {
    budget.spend(CALL_STEPS);
    if (depth == MAX_DEPTH) {
      throw new UnexpandableException();
    }
    depth++;
    try {
      String name = unmodified(written);
      String variable = arguments.isEmpty() ? variables.value(name) : null;
      if (variable != null) {
        return variable;
      }
      String function = function(name, arguments, frame);
      return function == null ? template(name, arguments, frame) : function;
    } finally {
      depth--;
    }
  }

  private @Nullable String function(String name, List<Node.Argument> arguments, Frame frame) {
    int colon = name.indexOf(':');
    if (colon <= 0) {
      return null;
    }
    String value = name.substring(colon + 1).strip();
    return functions.text(
        name.substring(0, colon), new ParserFunctions.Call(value, arguments, frame));
  }

  /** Returns the name of a call without modifiers, such as {@code subst:}. */
  static String unmodified(String written) {
    String name = written.strip();
    for (String modifier : MODIFIERS) {
      if (name.regionMatches(true, 0, modifier, 0, modifier.length())) {
        name = name.substring(modifier.length()).strip();
      }
    }
    return name;
  }

  private @Nullable String template(String written, List<Node.Argument> arguments, Frame frame) {
    if (written.isEmpty() || written.charAt(0) == ':' || written.charAt(0) == '#') {
      return null;
    }
    String name = titles.withoutNamespace(written);
    String title = library.resolve(name);
    String text = defined(title, arguments, frame);
    if (text != null && text.indexOf(HOLE) < 0) {
      return text;
    }
    String listed = rule(name, arguments, frame);
    if (listed == null && !title.equalsIgnoreCase(name)) {
      listed = rule(title, arguments, frame);
    }
    return listed == null ? text : listed;
  }

  /** Returns the text of a template as the dump defines it; null if that is not known. */
  private @Nullable String defined(String title, List<Node.Argument> arguments, Frame frame) {
    TemplateLibrary.Template template = library.get(title);
    if (template == null || openTemplates.contains(title)) {
      return null;
    }
    openTemplates.push(title);
    try {
      return evaluate(template.body(), Frame.of(arguments, frame, this));
    } catch (UnexpandableException e) {
      return null;
    } finally {
      openTemplates.pop();
    }
  }

  /** Returns the text of a template by the rules for common templates; null if there is none. */
  private @Nullable String rule(String name, List<Node.Argument> arguments, Frame frame) {
    if (arguments.size() > MAX_RULE_ARGUMENTS || name.length() > 60) {
      return null;
    }
    TextBuffer call = new TextBuffer(256, budget);
    call.append(name);
    List<Integer> bars = new ArrayList<>();
    for (Node.Argument argument : arguments) {
      bars.add(call.length());
      call.append('|');
      if (argument.name() != null) {
        call.append(shown(argument.name(), frame));
        call.append('=');
      }
      call.append(shown(argument.value(), frame));
    }
    int[] positions = bars.stream().mapToInt(Integer::intValue).toArray();
    return rules.text(call, 0, name.length(), positions, 0, positions.length);
  }

  /** Returns the text of an argument; a hole if it is not known. */
  private String shown(Node node, Frame frame) {
    try {
      return evaluate(node, frame);
    } catch (UnexpandableException e) {
      return String.valueOf(HOLE);
    }
  }

  /** Returns the value of a variable; null if there is none of that name, or it is not known. */
  @Nullable String variable(String name) {
    try {
      return variables.value(name);
    } catch (UnexpandableException e) {
      return null;
    }
  }

  /** Tells whether the text of a template with this name, or one of its redirects, is known. */
  boolean exists(String title) {
    String name = titles.inTemplateNamespace(title);
    return name != null && library.get(library.resolve(name)) != null;
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
