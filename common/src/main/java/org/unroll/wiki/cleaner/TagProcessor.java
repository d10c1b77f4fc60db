package org.unroll.wiki.cleaner;

import java.util.HashMap;
import java.util.Map;
import org.unroll.wiki.markup.Entities;
import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.Tag;
import org.unroll.wiki.markup.TextBuffer;

/** The part of the first pass that handles angle brackets: comments and extension tags. */
final class TagProcessor {

  private final char[] in;
  private final int end;
  private final TextBuffer out;
  private final StepBudget budget;

  private boolean inPoem;

  /** By tag name, a position after which the page has no closing tag of that name. */
  private final Map<String, Integer> unclosedFrom = new HashMap<>();

  TagProcessor(char[] in, TextBuffer out, StepBudget budget) {
    this.in = in;
    this.end = in.length;
    this.out = out;
    this.budget = budget;
  }

  /** Tells whether a {@code <poem>} is open, in which line ends are kept. */
  boolean isInPoem() {
    return inPoem;
  }

  /** Processes the markup after the {@code <} at {@code i}; returns the next position to read. */
  int process(int i) {
    if (charAt(i + 1) == '!' && charAt(i + 2) == '-' && charAt(i + 3) == '-') {
      return comment(i);
    }
    boolean closing = charAt(i + 1) == '/';
    int nameStart = closing ? i + 2 : i + 1;
    int nameEnd = Tag.nameEnd(in, nameStart, end);
    String name = Tag.name(in, nameStart, nameEnd);
    Tag tag = Tag.of(name);
    int after = tag == null ? -1 : Tag.attributesEnd(in, nameEnd, end, budget);
    if (tag == null || after < 0) {
      out.append('<');
      return i + 1;
    }
    if (tag.enclosesMarkup()) {
      copyOnOneLine(i, after);
      return after;
    }
    boolean selfClosing = in[after - 2] == '/';
    switch (tag) {
      case POEM:
        inPoem = !closing && !selfClosing;
        out.append(Markers.BREAK);
        return after;
      case REMOVED:
      case LITERAL:
        return closing ? after : element(tag, name, after, selfClosing);
      default:
        return after;
    }
  }

  private char charAt(int i) {
    return i < end ? in[i] : 0;
  }

  /** Copies a tag. Line ends have no meaning within it, but would have one for later passes. */
  private void copyOnOneLine(int from, int to) {
    for (int i = from; i < to; i++) {
      out.append(in[i] == '\n' ? ' ' : in[i]);
    }
    budget.spend(to - from);
  }

  /** Processes an opening tag that ends at {@code from}, with the content up to its closing tag. */
  private int element(Tag tag, String name, int from, boolean selfClosing) {
    int close = selfClosing ? from : closingTag(name, from);
    if (close < 0) {
      out.append(Markers.QUIET);
      return from;
    }
    if (tag == Tag.LITERAL) {
      literal(from, close, !name.equals("nowiki"));
    } else if (!name.equals("includeonly")) {
      out.append(Markers.DROPPED);
    }
    if (selfClosing) {
      return close;
    }
    int after = Tag.attributesEnd(in, close + 2 + name.length(), end, budget);
    return after < 0 ? end : after;
  }

  private void literal(int from, int to, boolean keepsLines) {
    out.append(keepsLines ? Markers.BREAK : Markers.QUIET);
    int i = from;
    while (i < to) {
      char c = in[i];
      int entity = c == '&' ? Entities.end(in, i, to) : i;
      if (entity > i) {
        out.append(in, i, entity); // Decoded even here.
        i = entity - 1;
      } else if (c == '\n' && keepsLines) {
        out.append(Markers.BREAK);
      } else if (!Markers.isControl(c)) {
        out.append(Markers.literal(c));
      }
      i++;
    }
    out.append(keepsLines ? Markers.BREAK : Markers.QUIET);
  }

  /** Returns the start of the first {@code </name} at or after {@code from}, or -1. */
  private int closingTag(String name, int from) {
    Integer none = unclosedFrom.get(name);
    if (none != null && from >= none) {
      return -1;
    }
    for (int i = from; i + 2 + name.length() <= end; i++) {
      budget.spend(1);
      if (in[i] == '<' && in[i + 1] == '/' && isName(name, i + 2)) {
        return i;
      }
    }
    unclosedFrom.put(name, from);
    return -1;
  }

  private boolean isName(String name, int from) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.toLowerCase(in[from + i]) != name.charAt(i)) {
        return false;
      }
    }
    char after = charAt(from + name.length());
    return after == '>' || after <= ' ' || after == '/';
  }

  /** Skips a comment, and its line if it contains nothing else. */
  private int comment(int from) {
    int after = from + 6;
    while (after < end && !(in[after] == '>' && in[after - 1] == '-' && in[after - 2] == '-')) {
      after++;
    }
    after = Math.min(end, after + 1);
    budget.spend(after - from);
    int lineEnd = after;
    while (lineEnd < end && in[lineEnd] == ' ') {
      lineEnd++;
    }
    budget.spend(lineEnd - after);
    boolean startsLine = out.length() == 0 || out.charAt(out.length() - 1) == '\n';
    return startsLine && charAt(lineEnd) == '\n' ? lineEnd + 1 : after;
  }
}
