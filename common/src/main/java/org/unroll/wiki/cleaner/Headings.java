package org.unroll.wiki.cleaner;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Headings under which no text has come yet. One whose section held nothing but what was dropped,
 * such as a list of references, is taken back.
 */
final class Headings {

  private record Heading(int level, int start) {}

  private final PlainText plain;
  private final Deque<Heading> open = new ArrayDeque<>();

  /** Whether something was dropped since the last heading. */
  private boolean dropped;

  Headings(PlainText plain) {
    this.plain = plain;
  }

  /** A heading that begins at {@code start} of the text; a line has ended after it. */
  void heading(int level, int start) {
    int removed = close(level, start);
    open.push(new Heading(level, start - removed));
    dropped = false;
  }

  /** Text follows the headings. */
  void text() {
    open.clear();
  }

  void drop() {
    dropped = true;
  }

  void end() {
    close(1, plain.length());
  }

  /**
   * Ends the sections of {@code level} and below; what follows them begins at {@code next}.
   *
   * @return how many characters were taken out
   */
  private int close(int level, int next) {
    int removed = 0;
    while (!open.isEmpty() && open.peek().level() >= level) {
      int start = open.pop().start();
      if (!dropped) {
        open.clear();
        return removed;
      }
      removed += plain.remove(start, next - removed);
    }
    return removed;
  }
}
