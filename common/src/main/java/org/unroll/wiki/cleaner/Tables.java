package org.unroll.wiki.cleaner;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The open tables. The text of a table is removed at its end; of a table without an end only the
 * rows are, so that one forgotten bracket does not cost the rest of the page.
 */
final class Tables {

  private final PlainText plain;

  /** The starts of the open tables in the text, innermost first. */
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
