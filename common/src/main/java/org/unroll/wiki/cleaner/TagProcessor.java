package org.unroll.wiki.cleaner;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.unroll.wiki.markup.Entities;
import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.Tag;
import org.unroll.wiki.markup.TextBuffer;

/** The part of the first pass that handles angle brackets: comments and extension tags. */
final class TagProcessor {

  private static final String NOWIKI = "nowiki";

  private static final Pattern INLINE =
      Pattern.compile("\\s(?:inline|enclose\\s*=\\s*[\"']?none)(?![a-z-])");

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
    switch (tag) {
      case POEM:
        inPoem = !closing && in[after - 2] != '/';
        out.append(Markers.BREAK);
        return after;
      case REMOVED:
      case LITERAL:
        return closing ? after : element(name, nameEnd, after);
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

  /**
   * Processes an opening tag, whose attributes are {@code [nameEnd, from)}, with the content up to
   * its closing tag.
   */
  private int element(String name, int nameEnd, int from) {
    boolean selfClosing = in[from - 2] == '/';
    int close = selfClosing ? from : closingTag(name, from);
    if (close < 0) {
      out.append(Markers.QUIET);
      return from;
    }
    if (Tag.of(name) == Tag.LITERAL) {
      boolean inline = name.equals("nowiki") || isInline(nameEnd, from);
      literal(from, close, inline ? Markers.QUIET : Markers.BREAK, name.equals("pre"));
    } else if (!name.equals("includeonly")) {
      out.append(Markers.DROPPED);
    }
    if (selfClosing) {
      return close;
    }
    int after = Tag.attributesEnd(in, close + 2 + name.length(), end, budget);
    return after < 0 ? end : after;
  }

  /** Tells whether attributes put source code into the running text. */
  private boolean isInline(int from, int to) {
    String attributes = new String(in, from, to - from).toLowerCase(Locale.ROOT);
    return INLINE.matcher(attributes).find();
  }

  /**
   * Copies text whose markup is not interpreted.
   *
   * @param edge what stands before and after it: {@link Markers#BREAK} keeps its lines
   * @param preformatted whether it is a {@code <pre>}, in which {@code <nowiki>} is not shown
   */
  private void literal(int from, int to, char edge, boolean preformatted) {
    boolean keepsLines = edge == Markers.BREAK;
    out.append(edge);
    int i = from;
    while (i < to) {
      char c = in[i];
      int entity = c == '&' ? Entities.end(in, i, to) : i;
      int tag = preformatted && c == '<' ? nowikiEnd(i, to) : i;
      if (tag > i) {
        i = tag - 1;
      } else if (entity > i) {
        out.append(in, i, entity); // Decoded even here.
        i = entity - 1;
      } else if (c == '\n' && keepsLines) {
        out.append(Markers.BREAK);
      } else if (!Markers.isControl(c)) {
        out.append(Markers.literal(c));
      }
      i++;
    }
    out.append(edge);
  }

  /** Returns the end of the {@code <nowiki>} or {@code </nowiki>} at {@code from}, if any. */
  private int nowikiEnd(int from, int to) {
    int nameStart = charAt(from + 1) == '/' ? from + 2 : from + 1;
    int nameEnd = nameStart + NOWIKI.length();
    if (nameEnd >= to || !isName(NOWIKI, nameStart)) {
      return from;
    }
    int end = in[nameEnd] == '/' ? nameEnd + 1 : nameEnd;
    return end < to && in[end] == '>' ? end + 1 : from;
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
