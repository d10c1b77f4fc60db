package org.unroll.wiki.expand;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.expand.parser.Node;
import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.TextBuffer;

/**
 * The templates, parser functions and variables that one page calls. The definition in the dump
 * decides what a template shows if all of it is known; else a rule does, if there is one.
 */
public final class PageTemplates {

  /** Names of templates are shorter. */
  private static final int MAX_NAME_LENGTH = 255;

  private final Expansion.Wiki wiki;
  private final HiddenText hidden;
  private final StepBudget budget;
  private final Expansion expansion;

  PageTemplates(Expansion.Wiki wiki, HiddenText hidden, String title, StepBudget budget) {
    this.wiki = wiki;
    this.hidden = hidden;
    this.budget = budget;
    this.expansion = new Expansion(wiki, title, budget);
  }

  /**
   * Expands a call.
   *
   * @param text the buffer that ends with the call, without its closing braces
   * @param from the start of the template's name
   * @param nameEnd the end of the template's name
   * @param bars the positions of bars; those of the call are {@code bars[first]} to {@code
   *     bars[last - 1]}
   * @return null if the call shows something other than text, or something unknown
   */
  public @Nullable String text(
      TextBuffer text, int from, int nameEnd, int[] bars, int first, int last) {
    String start = text.substring(from, Math.min(nameEnd, from + MAX_NAME_LENGTH));
    String name = Expansion.unmodified(start);
    if (name.equals("!") || name.equals("=")) {
      return rule(text, from, nameEnd, bars, first, last); // They are protected as rules say.
    }
    String variable = first == last ? expansion.variable(name) : null;
    if (variable != null) {
      return variable;
    }
    if (!expands(name)) {
      return rule(text, from, nameEnd, bars, first, last);
    }
    String whole = text.substring(from, nameEnd);
    String expanded = shown(call(whole, arguments(text, bars, first, last)));
    if (expanded == null) {
      return rule(text, from, nameEnd, bars, first, last);
    }
    if (expanded.isEmpty()) {
      return null;
    }
    boolean withinLine = from >= 3 && text.charAt(from - 3) != '\n';
    return withinLine && Expansion.startsBlock(expanded) ? '\n' + expanded : expanded;
  }

  /** Tells whether a call may be of a function or of a template that is known. */
  private boolean expands(String name) {
    return name.indexOf(':') > 0
        || (!wiki.library().isEmpty()
            && wiki.library().knows(wiki.titles().withoutNamespace(name)));
  }

  private @Nullable String rule(
      TextBuffer text, int from, int nameEnd, int[] bars, int first, int last) {
    return wiki.rules().text(text, from, nameEnd, bars, first, last);
  }

  private @Nullable String call(String name, List<Node.Argument> arguments) {
    try {
      return expansion.call(name, arguments, Frame.PAGE);
    } catch (UnexpandableException e) {
      return null;
    }
  }

  /** Returns the part of an expanded text that a reader sees; null if it is a note of editors. */
  private @Nullable String shown(@Nullable String expanded) {
    String shown = expanded == null ? null : hidden.remove(expanded, budget);
    return shown == null
        ? null
        : shown.replace(Expansion.HOLE, Markers.DROPPED).replace(Expansion.UNSET, Markers.DROPPED);
  }

  private static List<Node.Argument> arguments(TextBuffer text, int[] bars, int first, int last) {
    List<Node.Argument> arguments = new ArrayList<>();
    for (int bar = first; bar < last; bar++) {
      int to = bar + 1 < last ? bars[bar + 1] : text.length();
      arguments.add(argument(text.substring(bars[bar] + 1, to)));
    }
    return arguments;
  }

  /** Splits an argument at its first equals sign outside of links and tags. */
  private static Node.Argument argument(String text) {
    int links = 0;
    boolean inTag = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && links == 0 && !inTag) {
        return new Node.Argument(
            new Node.Text(text.substring(0, i)), new Node.Text(text.substring(i + 1)));
      }
      links += text.startsWith("[[", i) ? 1 : text.startsWith("]]", i) ? -1 : 0;
      links = Math.max(0, links);
      inTag = c == '<' || (inTag && c != '>');
    }
    return new Node.Argument(null, new Node.Text(text));
  }
}
