package org.unroll.wiki.cleaner;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The tables that are open. The text of a table is taken back at its end; a table without an end
 * loses its rows only, so that a page is not lost for one forgotten bracket.
 */
final class Tables {

  private final PlainText plain;

  /** Where in the text the open tables begin, the innermost first. */
  private final Deque<Integer> starts = new ArrayDeque<>();

  Tables(PlainText plain) {
    this.plain = plain;
  }

  void open() {
    starts.push(plain.length());
  }

  boolean isOpen() {
    return !starts.isEmpty();
  }

  void close() {
    plain.truncate(starts.pop());
  }
}
