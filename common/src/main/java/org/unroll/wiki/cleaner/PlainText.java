package org.unroll.wiki.cleaner;

import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.TextBuffer;

/**
 * The output: lines without white space at either end and with single spaces between words. Where
 * content was removed from a line, the punctuation around it is repaired, and lines that are left
 * without a word are removed.
 */
final class PlainText {

  private final StepBudget budget;
  private final TextBuffer out;
  private int lineStart;

  /** Whether white space followed the last character. */
  private boolean space;

  /** Whether content was removed from the line. */
  private boolean dropped;

  /** Whether content was removed before the first character of the line. */
  private boolean droppedFirst;

  /** The length of {@link #out} when content was last removed. */
  private int dropPosition;

  private boolean spaceBeforeDrop;
  private boolean spaceAfterDrop;

  PlainText(int capacity, StepBudget budget) {
    this.budget = budget;
    out = new TextBuffer(capacity, budget);
  }

  // Words

  /** Appends a run of ordinary characters, which may contain single spaces. */
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

  /** Records white space, which is written before the next character on the line. */
  void space() {
    if (isAtDrop()) {
      spaceAfterDrop = true;
    }
    space = true;
  }

  // Removed content

  /** Records that content was removed here. */
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

  /** Appends a punctuation mark, or merges it with the one before removed content. */
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

  /**
   * Appends a closing bracket or quotation mark, or removes the opening one if nothing is left
   * between them.
   */
  void close(char c) {
    if (dropped) {
      int inside = out.length();
      while (inside > lineStart && isFiller(out.charAt(inside - 1))) {
        inside--;
      }
      budget.spend(out.length() - inside);
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

  /** Ends the line, unless it is empty; returns whether it has text. */
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

  /**
   * Tells whether a separate dash stands there, which divided the removed content from the rest.
   */
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
      budget.spend(1);
      char c = out.charAt(i);
      if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether the line ends with the end of a sentence. */
  boolean endsSentence() {
    return ".:!?。…".indexOf(last()) >= 0;
  }

  /** Tells whether the line ends with an opening bracket. */
  boolean endsWithOpening() {
    return isOpening(last());
  }

  /** Tells whether the line has no text yet. */
  boolean isLineEmpty() {
    return out.length() == lineStart;
  }

  int length() {
    return out.length();
  }

  /** Removes the whole lines in {@code [from, to)}; returns the number of characters removed. */
  int remove(int from, int to) {
    out.remove(from, to);
    lineStart -= to - from;
    return to - from;
  }

  /** Removes the lines from {@code length} on. */
  void truncate(int length) {
    out.truncate(length);
    lineStart = length;
    space = false;
    dropped = false;
    droppedFirst = false;
  }

  /** Returns the text without trailing line feeds. */
  @Override
  public String toString() {
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == '\n') {
      end--;
    }
    return out.substring(0, end);
  }
}
