package org.unroll.wiki.expand;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.WikiResources;
import org.unroll.wiki.expand.parser.Node;
import org.unroll.wiki.markup.Entities;
import org.unroll.wiki.markup.Markers;

/**
 * The parser functions of MediaWiki that do not need the wiki itself: conditions, arithmetic and
 * functions of text. Their names may be in the wiki's language.
 */
final class ParserFunctions {

  /** The text of a mistake, which {@code #iferror} recognises. It is not shown. */
  static final String ERROR = "<strong class=\"error\">!</strong>";

  private static final Pattern ERRORS =
      Pattern.compile(
          "<(?:strong|span|p|div)\\s[^>]*class=\"(?:[^\">]*\\s)?error(?:\\s[^\">]*)?\"");

  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?\\s*");

  private static final String DEFAULT = "#default";

  /** The English names of functions by those in other languages, without the number sign. */
  private static final Map<String, String> ENGLISH = english();

  private final Expansion expansion;
  private final TextFunctions texts;

  ParserFunctions(Expansion.Wiki wiki, Expansion expansion) {
    this.expansion = expansion;
    this.texts = new TextFunctions(wiki.site(), wiki.rules());
  }

  private static Map<String, String> english() {
    Map<String, String> names = new HashMap<>();
    for (String line : WikiResources.lines("functions.txt")) {
      int colon = line.indexOf(": ");
      for (String name : line.substring(colon + 2).split(", ")) {
        names.put(name, line.substring(0, colon));
      }
    }
    return Map.copyOf(names);
  }

  /**
   * A call of a function.
   *
   * @param value the first argument, without space around it
   * @param others the other arguments
   */
  record Call(String value, List<Node.Argument> others, Frame frame) {}

  /**
   * Returns the text of a call; null if there is no such function.
   *
   * @param written the function's name
   * @throws UnexpandableException if the text depends on what is not known
   */
  @Nullable String text(String written, Call call) {
    String name = Expansion.lower(written.strip());
    if (name.isEmpty() || name.length() > 40) {
      return null;
    }
    if (name.charAt(0) == '#') {
      name = '#' + ENGLISH.getOrDefault(name.substring(1), name.substring(1));
    }
    return switch (name) {
      case "#if" -> branch(isFilled(call.value()) ? 0 : 1, call);
      case "#ifeq" -> branch(equal(known(call.value()), tested(0, call)) ? 1 : 2, call);
      case "#ifexpr" -> ifExpression(call);
      case "#iferror" -> ifError(call);
      case "#ifexist" -> branch(expansion.exists(known(call.value())) ? 0 : 1, call);
      case "#switch" -> choose(call);
      case "#expr" -> expression(known(call.value()));
      case "#tag" -> tag(call);
      default ->
          name.startsWith("#invoke") ? unknown() : texts.text(name, call.value(), this, call);
    };
  }

  private static @Nullable String unknown() {
    throw new UnexpandableException();
  }

  /** Returns another argument, evaluated and stripped; empty if the call has fewer. */
  String branch(int index, Call call) {
    return index < call.others().size() ? whole(call.others().get(index), call.frame()) : "";
  }

  private String whole(Node.Argument argument, Frame frame) {
    String value = expansion.evaluate(argument.value(), frame);
    Node name = argument.name();
    return (name == null ? value : expansion.evaluate(name, frame) + '=' + value).strip();
  }

  private String tested(int index, Call call) {
    return known(branch(index, call));
  }

  /** Returns a text that a decision depends on. */
  static String known(String text) {
    if (text.indexOf(Expansion.HOLE) >= 0) {
      throw new UnexpandableException();
    }
    return text;
  }

  private static boolean isFilled(String text) {
    String shown = text.replace(String.valueOf(Expansion.HOLE), "").strip();
    return !(shown.isEmpty() ? known(text) : shown).isEmpty();
  }

  /** Compares two texts as numbers if both are, else as they are. */
  private static boolean equal(String left, String right) {
    String one = decoded(left);
    String other = decoded(right);
    return one.equals(other)
        || (isNumber(one)
            && isNumber(other)
            && Double.parseDouble(one.strip()) == Double.parseDouble(other.strip()));
  }

  private static boolean isNumber(String text) {
    return text.length() <= 40 && NUMBER.matcher(text).matches();
  }

  private static String decoded(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    char[] in = text.toCharArray();
    int i = 0;
    while (i < in.length) {
      int after = in[i] == '&' ? Entities.end(in, i, in.length) : i;
      if (after > i) {
        out.appendCodePoint(Entities.codePoint(in, i, after));
        i = after;
      } else {
        out.append(in[i++]);
      }
    }
    return out.toString();
  }

  private static String expression(String text) {
    try {
      return Expression.text(text);
    } catch (Expression.InvalidExpressionException e) {
      return ERROR;
    }
  }

  private String ifExpression(Call call) {
    try {
      Double value = Expression.value(known(call.value()));
      return branch(value != null && value != 0 ? 0 : 1, call);
    } catch (Expression.InvalidExpressionException e) {
      return ERROR;
    }
  }

  private String ifError(Call call) {
    if (ERRORS.matcher(known(call.value())).find()) {
      return branch(0, call);
    }
    return call.others().size() < 2 ? call.value() : branch(1, call);
  }

  private String choose(Call call) {
    String primary = known(call.value());
    Node.Argument fallback = null;
    boolean found = false;
    boolean defaultFound = false;
    String last = null;
    for (Node.Argument argument : call.others()) {
      Node name = argument.name();
      if (name == null) {
        last = known(whole(argument, call.frame()));
        found |= equal(last, primary);
        defaultFound |= isDefault(last);
        continue;
      }
      last = null;
      String test = found ? "" : known(expansion.evaluate(name, call.frame()).strip());
      if (found || equal(test, primary)) {
        return expansion.evaluate(argument.value(), call.frame()).strip();
      }
      if (defaultFound || isDefault(test)) {
        fallback = argument;
        defaultFound = false;
      }
    }
    if (last != null) {
      return last;
    }
    return fallback == null ? "" : expansion.evaluate(fallback.value(), call.frame()).strip();
  }

  private static boolean isDefault(String test) {
    return test.startsWith("#")
        && (test.equals(DEFAULT)
            || "default".equals(ENGLISH.get(Expansion.lower(test.substring(1)))));
  }

  /** Returns the element of an extension that a template writes. */
  private String tag(Call call) {
    return switch (Expansion.lower(call.value())) {
      case "nowiki" -> "<nowiki>" + branch(0, call) + "</nowiki>";
      case "poem" -> "<poem>" + branch(0, call) + "</poem>";
      case "syntaxhighlight", "source", "pre" -> "<nowiki>" + branch(0, call) + "</nowiki>";
      case "templatestyles", "indicator" -> "";
      default -> String.valueOf(Markers.DROPPED);
    };
  }
}
