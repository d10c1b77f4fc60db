package org.unroll.wiki.cleaner;

import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.markup.Quotes;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.TextBuffer;

/**
 * The second pass: links. What a link shows stays, with an invisible character before it so that
 * nothing in it can be taken for the beginning of a list or a table.
 */
final class LinkResolver {

  private static final int MAX_DEPTH = Preprocessor.MAX_DEPTH;

  private static final String[] PROTOCOLS = {
    "http://", "https://", "//", "ftp://", "mailto:", "news:", "irc://", "ircs://", "gopher://",
    "ftps://", "sftp://", "git://", "svn://", "ssh://", "telnet://", "nntp://", "mms://", "tel:",
    "sms:", "urn:", "magnet:", "geo:", "xmpp:", "sip:", "sips:", "worldwind://"
  };

  private final Namespaces namespaces;
  private final char[] in;
  private final int end;
  private final TextBuffer out;
  private final StepBudget work;

  /** Whether the frame is an external link. */
  private final boolean[] external = new boolean[MAX_DEPTH];

  /** Where in {@link #out} a link's content begins, after its brackets. */
  private final int[] starts = new int[MAX_DEPTH];

  /** Where in {@link #out} the first bar of a link stands, or -1. */
  private final int[] firstBars = new int[MAX_DEPTH];

  /** The number of the line on which that bar stands, or -1. */
  private final int[] barLines = new int[MAX_DEPTH];

  /** Single brackets open in a link's text. */
  private final int[] singles = new int[MAX_DEPTH];

  /** The number of the line on which a link begins. */
  private final int[] lines = new int[MAX_DEPTH];

  private int depth;
  private int line;

  private LinkResolver(Namespaces namespaces, TextBuffer text, StepBudget work) {
    this.work = work;
    this.namespaces = namespaces;
    this.in = text.array();
    this.end = text.length();
    this.out = new TextBuffer(end + 16, work);
  }

  static TextBuffer process(TextBuffer text, Namespaces namespaces, StepBudget work) {
    LinkResolver resolver = new LinkResolver(namespaces, text, work);
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
    boolean address = isAddress(after);
    if (address) {
      push(true);
    } else if (after - i >= 2) {
      push(false);
    } else if (depth > 0) {
      singles[depth - 1]++;
    }
    return after;
  }

  private boolean isAddress(int from) {
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
   * Takes links off the stack that cannot end any more: they are text, since neither a target nor
   * an external link reaches over the end of a line.
   */
  private void popBroken() {
    while (depth > 0
        && lines[depth - 1] != line
        && (external[depth - 1] || barLines[depth - 1] != lines[depth - 1])) {
      depth--;
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
      closeExternal(starts[top]);
      return i + 1;
    }
    boolean two = i + 1 < end && in[i + 1] == ']';
    boolean three = two && i + 2 < end && in[i + 2] == ']';
    if (two && !(three && singles[top] > 0)) {
      depth--;
      closeInternal(starts[top], firstBars[top]);
      return i + 2;
    }
    singles[top] = Math.max(0, singles[top] - 1);
    out.append(']');
    return i + 1;
  }

  /** A link to a page, its content from {@code start} on. */
  private void closeInternal(int start, int bar) {
    char[] text = out.array();
    int targetEnd = bar < 0 ? out.length() : bar;
    int target = start;
    while (target < targetEnd && text[target] == ' ') {
      target++;
    }
    boolean shown = target < targetEnd && text[target] == ':';
    Namespaces.Kind kind = shown ? Namespaces.Kind.PAGE : namespaces.kind(text, target, targetEnd);
    if (kind == Namespaces.Kind.FILE) {
      replace(start, Markers.DROPPED);
    } else if (kind == Namespaces.Kind.CATEGORY || kind == Namespaces.Kind.LANGUAGE) {
      replace(start, Markers.QUIET);
    } else if (target == targetEnd || !isTitle(target, targetEnd)) {
      out.append("]]");
    } else if (bar >= 0 && hasText(bar + 1)) {
      showText(start, bar + 1);
    } else {
      boolean shortened = bar >= 0 && out.length() == bar + 1;
      int title = shown ? target + 1 : target;
      out.truncate(targetEnd);
      showTarget(start, shortened ? shorten(title) : title);
    }
  }

  /**
   * What a title is shown as where a bar with nothing behind it follows: without namespace, and
   * without what tells it from others of its name, {@code [[Help:Seal (animal)|]]}. Cuts its end
   * off and returns where it begins.
   */
  private int shorten(int from) {
    int begin = after(':', from, from);
    int end = out.length();
    if (end > begin && (out.charAt(end - 1) == ')' || out.charAt(end - 1) == '）')) {
      char opening = out.charAt(end - 1) == ')' ? '(' : '（';
      end = Math.max(begin, after(opening, begin, end + 1) - 1);
    } else {
      end = Math.max(begin, after(',', begin, end + 1) - 1);
    }
    while (end > begin && out.charAt(end - 1) == ' ') {
      end--;
    }
    if (end > begin) {
      out.truncate(end);
    }
    return begin < out.length() ? begin : from;
  }

  /** The position after the first {@code c} at or after {@code from}; {@code none} without one. */
  private int after(char c, int from, int none) {
    work.add(out.length() - from);
    for (int i = from; i < out.length(); i++) {
      if (out.charAt(i) == c) {
        return i + 1;
      }
    }
    return none;
  }

  private void replace(int start, char mark) {
    out.truncate(start - 2);
    out.append(mark);
  }

  private boolean isTitle(int from, int to) {
    work.add(to - from);
    for (int i = from; i < to; i++) {
      char c = out.charAt(i);
      if (c == '\n' || c == '{' || c == '}' || c == '[' || c == ']' || c == '<' || c == '>') {
        return false;
      }
    }
    return true;
  }

  private boolean hasText(int from) {
    for (int i = from; i < out.length(); i++) {
      work.add(1);
      if (out.charAt(i) > ' ') {
        return true;
      }
    }
    return false;
  }

  private void showText(int start, int from) {
    Quotes.resolve(out.array(), from, out.length(), work);
    protect(from, ':');
    show(start - 2, skipBlanks(from));
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < out.length() && out.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private void showTarget(int start, int from) {
    protect(from, ':');
    protect(from, '\'');
    protect(from, '_');
    show(start - 2, from);
  }

  private void protect(int from, char markup) {
    work.add(out.length() - from);
    for (int i = from; i < out.length(); i++) {
      if (out.charAt(i) == markup) {
        out.set(i, Markers.literal(markup));
      }
    }
  }

  /** Leaves of the link that begins at {@code start} only what stands from {@code from} on. */
  private void show(int start, int from) {
    out.set(start, Markers.QUIET);
    out.remove(start + 1, from);
  }

  /** A link to an address, which begins at {@code start}; without a label nothing is shown. */
  private void closeExternal(int start) {
    int label = start;
    while (label < out.length() && out.charAt(label) > ' ' && out.charAt(label) != '<') {
      label++;
    }
    work.add(label - start);
    if (hasText(label)) {
      protect(label, ':');
      show(start - 1, skipBlanks(label));
    } else {
      out.truncate(start - 1);
      out.append(Markers.DROPPED);
    }
  }
}
