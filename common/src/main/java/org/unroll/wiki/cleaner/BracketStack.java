package org.unroll.wiki.cleaner;

import java.util.Arrays;
import org.unroll.wiki.markup.TextBuffer;

/**
 * The brackets open at a position of the page, and the bars that separate the arguments of open
 * templates. Positions refer to the output.
 */
final class BracketStack {

  /** Brackets nested deeper are taken for text; MediaWiki itself stops at 40 templates. */
  static final int MAX_DEPTH = 100;

  enum Kind {
    /** Two or more braces: templates and parameters. */
    BRACES,
    /** A link; it matters here only because the bars in it belong to no template. */
    LINK,
    /** Text in several variants of a language. */
    VARIANT
  }

  private final Kind[] kinds = new Kind[MAX_DEPTH];

  /** The number of opening braces of each frame that are not closed yet. */
  private final int[] braces = new int[MAX_DEPTH];

  /** The start of each frame's content, after its opening brackets. */
  private final int[] starts = new int[MAX_DEPTH];

  /** The index in {@link #bars} of each frame's first bar. */
  private final int[] firstBars = new int[MAX_DEPTH];

  private int depth;
  private int braceFrames;

  /** The positions of the bars between the arguments of the open templates. */
  private int[] bars = new int[64];

  private int barCount;

  /** Opens a frame whose content starts at {@code start}, unless the stack is full. */
  void push(Kind kind, int braceCount, int start) {
    if (depth == MAX_DEPTH) {
      return;
    }
    kinds[depth] = kind;
    braces[depth] = braceCount;
    starts[depth] = start;
    firstBars[depth] = barCount;
    depth++;
    if (kind == Kind.BRACES) {
      braceFrames++;
    }
  }

  /** Removes the top frame with its bars. */
  void pop() {
    depth--;
    barCount = firstBars[depth];
    if (kinds[depth] == Kind.BRACES) {
      braceFrames--;
    }
  }

  boolean isTop(Kind kind) {
    return depth > 0 && kinds[depth - 1] == kind;
  }

  /** Tells whether any frame is of braces. */
  boolean hasBraces() {
    return braceFrames > 0;
  }

  /** Returns the start of the top frame's content. */
  int start() {
    return starts[depth - 1];
  }

  /** Returns the number of the top frame's braces that are not closed yet. */
  int braces() {
    return braces[depth - 1];
  }

  /**
   * Closes {@code count} braces of the top frame. The frame stays, without its bars and with its
   * content from {@code start} on, if it has enough braces left.
   */
  void closeBraces(int count, int start) {
    int top = depth - 1;
    braces[top] -= count;
    starts[top] = start;
    barCount = firstBars[top];
    if (braces[top] < 2) {
      pop();
    }
  }

  /**
   * Drops the lines that start with braces still open at the end of the page. The lines that follow
   * such a template begin with bars, and go as those of a broken table do.
   */
  void dropUnclosed(TextBuffer text) {
    for (int frame = 0; frame < depth; frame++) {
      int opening = starts[frame] - braces[frame];
      if (kinds[frame] == Kind.BRACES && startsLine(text, opening)) {
        text.drop(opening, text.lineEnd(opening));
      }
    }
  }

  private static boolean startsLine(TextBuffer text, int position) {
    int i = position;
    while (i > 0 && text.charAt(i - 1) <= ' ' && text.charAt(i - 1) != '\n') {
      i--;
    }
    return i == 0 || text.charAt(i - 1) == '\n';
  }

  /** Adds a bar to the top frame. */
  void addBar(int position) {
    if (barCount == bars.length) {
      bars = Arrays.copyOf(bars, 2 * barCount);
    }
    bars[barCount++] = position;
  }

  /** Returns the positions of bars; those of the top frame start at {@link #firstBar}. */
  int[] bars() {
    return bars;
  }

  /** Returns the index in {@link #bars} of the top frame's first bar. */
  int firstBar() {
    return firstBars[depth - 1];
  }

  /** Returns the number of bars of all frames, which is the end of the top frame's in the array. */
  int barCount() {
    return barCount;
  }
}
