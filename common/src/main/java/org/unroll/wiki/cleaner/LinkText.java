package org.unroll.wiki.cleaner;

import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.markup.Quotes;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.TextBuffer;

/** Replaces a link at the end of a buffer by the text that a reader sees in its place. */
final class LinkText {

  private final Namespaces namespaces;
  private final TextBuffer out;
  private final StepBudget budget;

  LinkText(Namespaces namespaces, TextBuffer out, StepBudget budget) {
    this.namespaces = namespaces;
    this.out = out;
    this.budget = budget;
  }

  /**
   * Replaces a link to a page.
   *
   * @param start the start of its content, which extends to the end of the buffer
   * @param bar the position of its first bar, or -1
   */
  void replaceInternal(int start, int bar) {
    char[] text = out.array();
    int targetEnd = bar < 0 ? out.length() : bar;
    int target = start;
    while (target < targetEnd && (text[target] == ' ' || text[target] == '_')) {
      target++;
    }
    boolean escaped = target < targetEnd && text[target] == ':';
    Namespaces.Kind kind = escaped ? Namespaces.Kind.PAGE : kind(text, target, targetEnd);
    if (kind == Namespaces.Kind.FILE) {
      replace(start, Markers.DROPPED);
    } else if (kind == Namespaces.Kind.CATEGORY || kind == Namespaces.Kind.LANGUAGE) {
      replace(start, Markers.QUIET);
    } else if (target == targetEnd || !isTitle(target, targetEnd)) {
      out.append("]]");
    } else if (bar >= 0 && hasText(bar + 1)) {
      showLabel(start, bar + 1);
    } else {
      boolean pipeTrick = bar >= 0 && out.length() == bar + 1;
      int title = escaped ? target + 1 : target;
      out.truncate(targetEnd);
      showTitle(start, pipeTrick ? shorten(title) : title);
    }
  }

  /** Tells whether the link whose content starts at {@code start} is to a file. */
  boolean isFile(int start, int bar) {
    int targetEnd = bar < 0 ? out.length() : bar;
    return namespaces.kind(out.array(), start, targetEnd) == Namespaces.Kind.FILE;
  }

  private Namespaces.Kind kind(char[] text, int from, int to) {
    Namespaces.Kind kind = namespaces.kind(text, from, to);
    boolean foreign =
        kind == Namespaces.Kind.PAGE
            && to > from
            && namespaces.isForeignFile(text, from, to, out.length());
    return foreign ? Namespaces.Kind.FILE : kind;
  }

  /**
   * Replaces a link to a URL whose content starts at {@code start}; without a label nothing is
   * shown.
   */
  void replaceExternal(int start) {
    int label = start;
    while (label < out.length() && out.charAt(label) > ' ' && out.charAt(label) != '<') {
      label++;
    }
    budget.spend(label - start);
    if (hasText(label)) {
      protect(label, ':');
      show(start - 1, skipSpaces(label));
    } else {
      out.truncate(start - 1);
      out.append(Markers.DROPPED);
    }
  }

  /**
   * Shortens the title of a link whose label is empty (MediaWiki's pipe trick): without namespace,
   * and without the part that distinguishes it from others of its name, {@code [[Help:Seal
   * (animal)|]]}. Truncates the end and returns the start.
   */
  private int shorten(int from) {
    int start = after(':', from, from);
    int end = out.length();
    if (end > start && (out.charAt(end - 1) == ')' || out.charAt(end - 1) == '）')) {
      char opening = out.charAt(end - 1) == ')' ? '(' : '（';
      end = Math.max(start, after(opening, start, end + 1) - 1);
    } else {
      end = Math.max(start, after(',', start, end + 1) - 1);
    }
    while (end > start && out.charAt(end - 1) == ' ') {
      end--;
    }
    if (end > start) {
      out.truncate(end);
    }
    return start < out.length() ? start : from;
  }

  /** Returns the position after the first {@code c} from {@code from} on, or {@code none}. */
  private int after(char c, int from, int none) {
    budget.spend(out.length() - from);
    for (int i = from; i < out.length(); i++) {
      if (out.charAt(i) == c) {
        return i + 1;
      }
    }
    return none;
  }

  private void replace(int start, char marker) {
    out.truncate(start - 2);
    out.append(marker);
  }

  private boolean isTitle(int from, int to) {
    budget.spend(to - from);
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
      budget.spend(1);
      if (out.charAt(i) > ' ') {
        return true;
      }
    }
    return false;
  }

  private void showLabel(int start, int from) {
    Quotes.resolve(out.array(), from, out.length(), budget);
    protect(from, ':');
    show(start - 2, skipSpaces(from));
  }

  private int skipSpaces(int from) {
    int i = from;
    while (i < out.length() && out.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private void showTitle(int start, int from) {
    protect(from, ':');
    protect(from, '\'');
    protect(from, '_');
    show(start - 2, from);
  }

  private void protect(int from, char markup) {
    budget.spend(out.length() - from);
    for (int i = from; i < out.length(); i++) {
      if (out.charAt(i) == markup) {
        out.set(i, Markers.literal(markup));
      }
    }
  }

  /** Keeps of the link that starts at {@code start} only the text from {@code from} on. */
  private void show(int start, int from) {
    out.set(start, Markers.QUIET);
    out.remove(start + 1, from);
  }
}
