package org.unroll.wiki.expand.parser;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.Tag;

/**
 * The compiler of templates: from the wikitext that a call includes to nodes. It reads the text
 * once, with a stack of the open brackets; brackets that are never closed are text.
 */
public final class TemplateParser {

  /** Brackets nested deeper are taken for text. */
  private static final int MAX_DEPTH = 60;

  /** The kinds of brackets. Bars and equals signs within links and variants are text. */
  private enum Kind {
    BRACES,
    LINK,
    VARIANT
  }

  private final char[] in;
  private final StepBudget budget = new StepBudget(Long.MAX_VALUE);
  private final Deque<Frame> open = new ArrayDeque<>();
  private Piece current = new Piece();

  private TemplateParser(String wikitext) {
    in = wikitext.toCharArray();
  }

  /** Compiles the included text of a template. */
  public static Node parse(String wikitext) {
    return new TemplateParser(wikitext).run();
  }

  private Node run() {
    int i = 0;
    while (i < in.length) {
      i = read(i);
    }
    while (!open.isEmpty()) {
      abandon();
    }
    return current.value();
  }

  private int read(int i) {
    char c = in[i];
    switch (c) {
      case '{':
        return openBraces(i);
      case '}':
        return closeBraces(i);
      case '[':
      case ']':
        return link(c, i);
      case '|':
        bar();
        return i + 1;
      case '=':
        equalsSign();
        return i + 1;
      case '<':
        return tag(i);
      case '-':
        if (charAt(i + 1) == '{' && charAt(i + 2) != '{' && open.size() < MAX_DEPTH) {
          push(new Frame(Kind.VARIANT, 0, false, current));
          return i + 2;
        }
        current.append(c);
        return i + 1;
      default:
        current.append(c);
        return i + 1;
    }
  }

  private char charAt(int i) {
    return i < in.length ? in[i] : 0;
  }

  private int runLength(int from) {
    int i = from;
    while (i < in.length && in[i] == in[from]) {
      i++;
    }
    return i - from;
  }

  private void push(Frame frame) {
    open.push(frame);
    current = new Piece();
  }

  private int openBraces(int i) {
    int count = runLength(i);
    if (count < 2 || open.size() == MAX_DEPTH) {
      current.append("{".repeat(count));
    } else {
      push(new Frame(Kind.BRACES, count, i > 0 && in[i - 1] == '\n', current));
    }
    return i + count;
  }

  private int closeBraces(int i) {
    int left = runLength(i);
    int after = i + left;
    Frame top = open.peek();
    if (left == 1 && charAt(after) == '-' && top != null && top.kind == Kind.VARIANT) {
      abandon();
      current.append("}-");
      return after + 1;
    }
    while (left >= 2 && hasBraces()) {
      while (open.element().kind != Kind.BRACES) {
        abandon(); // A link or variant that was not closed within the call.
      }
      left -= closeTop(left);
    }
    current.append("}".repeat(left));
    return after;
  }

  private boolean hasBraces() {
    for (Frame frame : open) {
      if (frame.kind == Kind.BRACES) {
        return true;
      }
    }
    return false;
  }

  /** Closes two or three braces of the top frame; returns how many. */
  private int closeTop(int closing) {
    Frame frame = open.pop();
    int count = Math.min(3, Math.min(closing, frame.count));
    frame.pieces.add(current);
    Node node = count == 3 ? frame.parameter() : frame.call();
    int rest = frame.count - count;
    current = frame.outer;
    if (rest >= 2) {
      push(new Frame(Kind.BRACES, rest, frame.startsLine, current));
    } else if (rest == 1) {
      current.append('{');
    }
    current.add(node);
    return count;
  }

  private int link(char c, int i) {
    boolean twice = charAt(i + 1) == c;
    Frame top = open.peek();
    if (c == '[' && twice && open.size() < MAX_DEPTH) {
      push(new Frame(Kind.LINK, 0, false, current));
      return i + 2;
    }
    if (c == ']' && twice && top != null && top.kind == Kind.LINK) {
      abandon();
      current.append("]]");
      return i + 2;
    }
    current.append(c);
    return i + 1;
  }

  private void bar() {
    Frame top = open.peek();
    if (top != null && top.kind == Kind.BRACES) {
      top.pieces.add(current);
      current = new Piece();
    } else {
      current.append('|');
    }
  }

  private void equalsSign() {
    Frame top = open.peek();
    if (top == null
        || top.kind != Kind.BRACES
        || top.pieces.isEmpty()
        || !current.markEqualsSign()) {
      current.append('=');
    }
  }

  /** Takes the brackets of the top frame for text. */
  private void abandon() {
    Frame frame = open.pop();
    frame.pieces.add(current);
    current = frame.outer;
    current.append(
        switch (frame.kind) {
          case BRACES -> "{".repeat(frame.count);
          case LINK -> "[[";
          case VARIANT -> "-{";
        });
    for (int piece = 0; piece < frame.pieces.size(); piece++) {
      if (piece > 0) {
        current.append('|');
      }
      current.addAll(frame.pieces.get(piece));
    }
  }

  /** Skips elements that show no text, and copies those whose content is not interpreted. */
  private int tag(int i) {
    boolean closing = charAt(i + 1) == '/';
    int nameStart = closing ? i + 2 : i + 1;
    int nameEnd = Tag.nameEnd(in, nameStart, in.length);
    String name = Tag.name(in, nameStart, nameEnd);
    Tag tag = Tag.of(name);
    int after = tag == null ? -1 : Tag.attributesEnd(in, nameEnd, in.length, budget);
    if (tag == null || after < 0 || (tag != Tag.REMOVED && tag != Tag.LITERAL)) {
      current.append('<');
      return i + 1;
    }
    int end = closing || in[after - 2] == '/' ? after : elementEnd(name, after);
    if (tag == Tag.LITERAL) {
      current.append(new String(in, i, end - i));
    } else if (!closing && !name.equals("templatestyles")) {
      current.append(Markers.DROPPED);
    }
    return end;
  }

  private int elementEnd(String name, int from) {
    for (int i = from; i + name.length() + 2 < in.length; i++) {
      int nameEnd = i + 2 + name.length();
      if (in[i] == '<' && in[i + 1] == '/' && Tag.name(in, i + 2, nameEnd).equals(name)) {
        int after = Tag.attributesEnd(in, nameEnd, in.length, budget);
        return after < 0 ? in.length : after;
      }
    }
    return from;
  }

  /** Brackets that are not closed yet. */
  private static final class Frame {

    final Kind kind;

    /** The number of opening braces that are not closed yet. */
    final int count;

    final boolean startsLine;

    /** The text around the brackets, so far. */
    final Piece outer;

    /** The pieces between the bars so far. */
    final List<Piece> pieces = new ArrayList<>();

    Frame(Kind kind, int count, boolean startsLine, Piece outer) {
      this.kind = kind;
      this.count = count;
      this.startsLine = startsLine;
      this.outer = outer;
    }

    Node parameter() {
      Node fallback = pieces.size() > 1 ? pieces.get(1).whole() : null;
      return new Node.Parameter(pieces.get(0).whole(), fallback);
    }

    Node call() {
      List<Node.Argument> arguments = new ArrayList<>();
      for (Piece piece : pieces.subList(1, pieces.size())) {
        arguments.add(new Node.Argument(piece.name, piece.value()));
      }
      return new Node.Call(pieces.get(0).value(), List.copyOf(arguments), startsLine);
    }
  }
}
