package org.unroll.wiki.cleaner;

import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.TextBuffer;

/**
 * The second pass: links. The text of a link is kept, after an invisible character that prevents it
 * from being read as the start of a list or a table.
 */
final class LinkResolver {

  private static final int MAX_DEPTH = BracketStack.MAX_DEPTH;

  private static final String[] PROTOCOLS = {
    "http://", "https://", "//", "ftp://", "mailto:", "news:", "irc://", "ircs://", "gopher://",
    "ftps://", "sftp://", "git://", "svn://", "ssh://", "telnet://", "nntp://", "mms://", "tel:",
    "sms:", "urn:", "magnet:", "geo:", "xmpp:", "sip:", "sips:", "worldwind://"
  };

  private final char[] in;
  private final int end;
  private final TextBuffer out;
  private final LinkText linkText;

  /** Whether each open link is external. */
  private final boolean[] external = new boolean[MAX_DEPTH];

  /** The start in {@link #out} of each link's content, after its brackets. */
  private final int[] starts = new int[MAX_DEPTH];

  /** The position in {@link #out} of each link's first bar, or -1. */
  private final int[] firstBars = new int[MAX_DEPTH];

  /** The number of the line of that bar, or -1. */
  private final int[] barLines = new int[MAX_DEPTH];

  /** The number of single brackets open within each link. */
  private final int[] singles = new int[MAX_DEPTH];

  /** The number of the line on which each link starts. */
  private final int[] lines = new int[MAX_DEPTH];

  private int depth;
  private int line;

  private LinkResolver(Namespaces namespaces, TextBuffer text, StepBudget budget) {
    this.in = text.array();
    this.end = text.length();
    this.out = new TextBuffer(end + 16, budget);
    this.linkText = new LinkText(namespaces, out, budget);
  }

  static TextBuffer process(TextBuffer text, Namespaces namespaces, StepBudget budget) {
    LinkResolver resolver = new LinkResolver(namespaces, text, budget);
    resolver.run();
    return resolver.out;
  }

  private void run() {
    int start = 0;
    int i = 0;
    while (i < end) {
      char c = in[i];
      if (c > '|' || (c != '[' && c != ']' && c != '|' && c != '\n')) {
        i++;
      } else {
        out.append(in, start, i);
        i = special(c, i);
        start = i;
      }
    }
    out.append(in, start, end);
    while (depth > 0) {
      popUnclosed();
    }
  }

  private int special(char c, int i) {
    switch (c) {
      case '[':
        return open(i);
      case ']':
        return close(i);
      case '|':
        if (depth > 0 && firstBars[depth - 1] < 0) {
          firstBars[depth - 1] = out.length();
          barLines[depth - 1] = line;
        }
        break;
      default:
        line++;
        break;
    }
    out.append(c);
    return i + 1;
  }

  private int open(int i) {
    int after = i;
    while (after < end && in[after] == '[') {
      after++;
    }
    out.append(in, i, after);
    if (isUrl(after)) {
      push(true);
    } else if (after - i >= 2) {
      push(false);
    } else if (depth > 0) {
      singles[depth - 1]++;
    }
    return after;
  }

  private boolean isUrl(int from) {
    for (String protocol : PROTOCOLS) {
      if (startsWith(protocol, from)) {
        return true;
      }
    }
    return false;
  }

  private boolean startsWith(String prefix, int from) {
    int after = from + prefix.length();
    if (after >= end || in[after] <= ' ' || in[after] == ']') {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (Character.toLowerCase(in[from + i]) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void push(boolean isExternal) {
    if (depth == MAX_DEPTH) {
      return;
    }
    external[depth] = isExternal;
    starts[depth] = out.length();
    firstBars[depth] = -1;
    barLines[depth] = -1;
    singles[depth] = 0;
    lines[depth] = line;
    depth++;
  }

  /**
   * Removes the links that can no longer be closed from the stack: they are text, since neither a
   * target nor an external link extends beyond the end of a line.
   */
  private void popBroken() {
    while (depth > 0
        && lines[depth - 1] != line
        && (external[depth - 1] || barLines[depth - 1] != lines[depth - 1])) {
      popUnclosed();
    }
  }

  /** Removes the top link, which is text; that of a file is dropped up to a bracket or line end. */
  private void popUnclosed() {
    depth--;
    if (!external[depth] && linkText.isFile(starts[depth], firstBars[depth])) {
      int from = starts[depth];
      int lineEnd = out.lineEnd(from);
      int to = from;
      while (to < lineEnd && out.charAt(to) != ']') {
        to++;
      }
      out.drop(from - 2, Math.min(lineEnd, to + 1));
    }
  }

  private int close(int i) {
    popBroken();
    if (depth == 0) {
      out.append(']');
      return i + 1;
    }
    int top = depth - 1;
    if (external[top]) {
      depth--;
      linkText.replaceExternal(starts[top]);
      return i + 1;
    }
    boolean two = i + 1 < end && in[i + 1] == ']';
    boolean three = two && i + 2 < end && in[i + 2] == ']';
    if (two && !(three && singles[top] > 0)) {
      depth--;
      linkText.replaceInternal(starts[top], firstBars[top]);
      return i + 2;
    }
    singles[top] = Math.max(0, singles[top] - 1);
    out.append(']');
    return i + 1;
  }
}
