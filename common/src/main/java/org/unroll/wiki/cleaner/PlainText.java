package org.unroll.wiki.cleaner;

import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.TextBuffer;

/**
 * The text that comes out: lines without white space at their ends, single blanks in between. Where
 * something was dropped from a line, the punctuation that stood around it is put in order, and what
 * is left without a word goes too.
 */
final class PlainText {

  private final StepBudget work;
  private final TextBuffer out;
  private int lineStart;

  /** Whether white space was met after the last character. */
  private boolean space;

  /** Whether something was dropped from the line. */
  private boolean dropped;

  /** Whether something was dropped before the first character of the line. */
  private boolean droppedFirst;

  /** Length of {@link #out} when something was dropped last. */
  private int dropPosition;

  private boolean spaceBeforeDrop;
  private boolean spaceAfterDrop;

  PlainText(int capacity, StepBudget work) {
    this.work = work;
    out = new TextBuffer(capacity, work);
  }

  // Words

  /** A run of characters that need no care, with single blanks inside at most. */
  void append(char[] text, int from, int to) {
    appendSpace();
    out.append(text, from, to);
  }

  void append(char c) {
    appendSpace();
    out.append(c);
  }

  private void appendSpace() {
    if (space) {
      if (out.length() > lineStart && !(isAtDrop() && isOpening(last()))) {
        out.append(' ');
      }
      space = false;
    }
  }

  void space() {
    if (isAtDrop()) {
      spaceAfterDrop = true;
    }
    space = true;
  }

  // Gaps

  void drop() {
    if (!isAtDrop()) {
      spaceBeforeDrop = space;
      spaceAfterDrop = false;
    }
    dropped = true;
    droppedFirst |= out.length() == lineStart;
    dropPosition = out.length();
  }

  private boolean isAtDrop() {
    return dropped && dropPosition == out.length();
  }

  private char last() {
    return out.length() > lineStart ? out.charAt(out.length() - 1) : 0;
  }

  /** A comma, full stop or the like. */
  void punctuation(char c) {
    if (isAtDrop()) {
      char before = last();
      boolean pause = isPause(c);
      if (pause && (before == 0 || isOpening(before) || isPause(before))) {
        return;
      }
      if (before == c && !spaceAfterDrop && (c == '.' || c == '。')) {
        return;
      }
      if (isPause(before)) {
        out.truncate(out.length() - 1);
        dropPosition = out.length();
        space = false;
      } else if (spaceBeforeDrop && (!spaceAfterDrop || c == ',' || c == '.')) {
        space = false;
      }
    }
    append(c);
  }

  /** A closing bracket or quotation mark: goes with its opening one if nothing is left in them. */
  void close(char c) {
    if (dropped) {
      int inside = out.length();
      while (inside > lineStart && isFiller(out.charAt(inside - 1))) {
        inside--;
      }
      work.add(out.length() - inside);
      if (dropPosition >= inside) {
        boolean empty = inside > lineStart && out.charAt(inside - 1) == opening(c);
        if (empty) {
          removeEmptyBrackets(inside - 1);
          return;
        }
        out.truncate(trimPauses(inside));
        dropPosition = Math.min(dropPosition, out.length());
        space = false;
      }
    }
    append(c);
  }

  private int trimPauses(int from) {
    int end = out.length();
    while (end > from && (isPause(out.charAt(end - 1)) || out.charAt(end - 1) == ' ')) {
      end--;
    }
    return end;
  }

  private void removeEmptyBrackets(int bracket) {
    int end = bracket;
    while (end > lineStart && out.charAt(end - 1) == ' ') {
      end--;
    }
    spaceBeforeDrop = end < bracket;
    spaceAfterDrop = false;
    space = spaceBeforeDrop;
    out.truncate(end);
    dropPosition = end;
  }

  private static boolean isPause(char c) {
    return c == ',' || c == ';' || c == ':' || c == '，' || c == '；' || c == '、' || c == '،'
        || c == '؛' || c == '：';
  }

  private static boolean isFiller(char c) {
    return c == ' ' || c == '/' || c == '–' || c == '-' || c == '.' || c == '•' || isPause(c);
  }

  private static boolean isOpening(char c) {
    return c == '(' || c == '[' || c == '（' || c == '“' || c == '«' || c == '„' || c == '「'
        || c == '⟨';
  }

  private static char opening(char closing) {
    return switch (closing) {
      case ')' -> '(';
      case ']' -> '[';
      case '）' -> '（';
      case '”' -> '“';
      case '»' -> '«';
      case '“' -> '„';
      case '」' -> '「';
      case '⟩' -> '⟨';
      default -> 0;
    };
  }

  // Lines

  /** Ends the line, if there is one; returns whether text stands on it. */
  boolean endLine() {
    if (dropped) {
      int end = out.length();
      while (end > lineStart && dropPosition == out.length() && isPauseOrSpace(end - 1)) {
        end--;
      }
      out.truncate(hasWord(end) ? end : lineStart);
      if (droppedFirst && out.length() > lineStart + 1 && isDash(lineStart)) {
        out.remove(lineStart, lineStart + 2);
      }
    }
    boolean text = out.length() > lineStart;
    if (text) {
      out.append('\n');
      lineStart = out.length();
    }
    space = false;
    dropped = false;
    droppedFirst = false;
    return text;
  }

  /** Whether a dash stands there by itself, which parted what was dropped from the rest. */
  private boolean isDash(int position) {
    char c = out.charAt(position);
    return (c == '-' || c == '–' || c == '—') && out.charAt(position + 1) == ' ';
  }

  private boolean isPauseOrSpace(int position) {
    char c = out.charAt(position);
    return c == ' ' || (isPause(c) && c != ':' && c != '：');
  }

  private boolean hasWord(int end) {
    for (int i = lineStart; i < end; i++) {
      work.add(1);
      char c = out.charAt(i);
      if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the line ends as a sentence does. */
  boolean endsSentence() {
    return ".:!?。…".indexOf(last()) >= 0;
  }

  /** Whether nothing stands on the line yet. */
  boolean isLineEmpty() {
    return out.length() == lineStart;
  }

  int length() {
    return out.length();
  }

  /** Takes out the whole lines in {@code [from, to)}; returns how many characters they had. */
  int remove(int from, int to) {
    out.remove(from, to);
    lineStart -= to - from;
    return to - from;
  }

  /** Takes back whole lines. */
  void truncate(int length) {
    out.truncate(length);
    lineStart = length;
    space = false;
    dropped = false;
    droppedFirst = false;
  }

  /** The text without a line feed at its end. */
  @Override
  public String toString() {
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == '\n') {
      end--;
    }
    return out.substring(0, end);
  }
}
