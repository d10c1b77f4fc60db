package org.unroll.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.unroll.text.Vocabulary;

/**
 * The ids of one sequence, put together from its windows; what windows share is taken once. After
 * the last id of the sequence the cursor stands on the first window of the next.
 */
final class SequenceIds implements Iterator<int[]> {

  private final SplitWindows.Cursor windows;
  private final long begin; // the place of its first window
  private long known; // ids taken so far
  private boolean atWindow = true; // whether the cursor's window belongs to the sequence
  private boolean ended;
  private boolean hasSuccessor;

  /**
   * The sequence that begins with a window.
   *
   * @param windows moved on as the ids are taken
   */
  SequenceIds(SplitWindows.Cursor windows) {
    this.windows = windows;
    this.begin = windows.position();
  }

  @Override
  public boolean hasNext() {
    if (!atWindow && !ended) {
      boolean more = windows.next();
      hasSuccessor = more && windows.beginsSequence();
      atWindow = more && !hasSuccessor;
      ended = !atWindow;
    }
    return atWindow;
  }

  /** The ids that the next window adds, perhaps none. */
  @Override
  public int[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    atWindow = false;
    int[] ids = windows.ids();
    int filled = ids.length;
    while (filled > 0 && ids[filled - 1] == Vocabulary.PAD) {
      filled--;
    }
    int first = (int) Math.min(known - (windows.position() - begin), filled);
    known += filled - first;
    return Arrays.copyOfRange(ids, first, filled);
  }

  /** Whether another sequence follows; to be asked after the last ids. */
  boolean hasSuccessor() {
    return hasSuccessor;
  }
}
