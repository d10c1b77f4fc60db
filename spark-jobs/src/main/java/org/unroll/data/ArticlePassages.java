package org.unroll.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.unroll.task.language.Passage;

/**
 * The articles that begin in a range of windows, each a passage; the last may end behind the range.
 */
final class ArticlePassages implements Iterator<Passage>, Closeable {

  private final SplitWindows.Cursor windows;
  private final long to;
  private boolean atArticle;

  /**
   * The articles that begin with the windows {@code from} (inclusive) to {@code to} (exclusive).
   */
  ArticlePassages(SplitWindows split, long from, long to, Configuration hadoop) {
    this.windows = split.from(from, hadoop);
    this.to = to;
    do {
      atArticle = windows.next() && windows.number() < to;
    } while (atArticle && !windows.beginsSequence());
  }

  @Override
  public boolean hasNext() {
    return atArticle;
  }

  @Override
  public Passage next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    long place = windows.number();
    int[] ids = new int[1 << 10];
    int count = 0;
    SequenceIds sequence = new SequenceIds(windows);
    while (sequence.hasNext()) {
      int[] more = sequence.next();
      if (count + more.length > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(ids.length * 2, count + more.length));
      }
      System.arraycopy(more, 0, ids, count, more.length);
      count += more.length;
    }
    atArticle = sequence.hasSuccessor() && windows.number() < to;
    return new Passage(place, Arrays.copyOf(ids, count), new float[0]);
  }

  @Override
  public void close() throws IOException {
    windows.close();
  }
}
