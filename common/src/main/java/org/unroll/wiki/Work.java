package org.unroll.wiki;

/**
 * Counts the characters that the passes look at or move, loops within loops included. The cleaner
 * promises work in proportion to the page; this is how the tests hold it to that, and how a page is
 * given up for which it would not hold.
 */
final class Work {

  private final long most;
  private long characters;

  Work(long most) {
    this.most = most;
  }

  /**
   * Counts.
   *
   * @throws TooMuchWorkException if that makes more than the page may take
   */
  void add(int count) {
    characters += count;
    if (characters > most) {
      throw new TooMuchWorkException(most);
    }
  }

  long characters() {
    return characters;
  }
}
