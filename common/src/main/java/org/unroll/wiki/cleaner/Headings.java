package org.unroll.wiki.cleaner;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The headings that no text has followed yet. A heading is removed if its section consisted only of
 * removed content, such as a list of references.
 */
final class Headings {

  private record Heading(int level, int start) {}

  private final PlainText plain;
  private final Deque<Heading> open = new ArrayDeque<>();

  /** Whether content was removed since the last heading. */
  private boolean dropped;

  Headings(PlainText plain) {
    this.plain = plain;
  }

  /** Adds a heading that starts at {@code start} of the text and whose line has ended. */
  void heading(int level, int start) {
    int removed = close(level, start);
    open.push(new Heading(level, start - removed));
    dropped = false;
  }

  /** Keeps the open headings, since text follows them. */
  void text() {
    open.clear();
  }

  /** Records that content was removed. */
  void drop() {
    dropped = true;
  }

  /** Ends all sections at the end of the page. */
  void end() {
    close(1, plain.length());
  }

  /**
   * Ends the sections of {@code level} and below.
   *
   * @param next the start of the text after them
   * @return the number of characters removed
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
