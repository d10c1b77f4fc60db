package org.unroll.wiki;

/**
 * Counts the characters that the passes look at or move, loops within loops included. The cleaner
 * promises work in proportion to the page; this is how the tests hold it to that.
 */
final class Work {

  private long characters;

  void add(int count) {
    characters += count;
  }

  long characters() {
    return characters;
  }
}
