package org.unroll.task.language;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The passages of one long text, which can be evaluated apart from each other and add up to the
 * evaluation of the whole. Where they are cut depends on nothing but their place in the text. The
 * states between them come from reading the text once, without the products of the output layer,
 * which are most of the work.
 */
public final class PassageCutter implements Iterator<Passage> {

  /** The predictions of a passage, near the beginning of a text. */
  private static final int PREDICTIONS = 1 << 10;

  /** The passages up to here; from there on twice as long with each doubling of the place. */
  private static final int SHORT_PASSAGES = 1 << 10;

  private final ForwardLanguageModel model;
  private final Iterator<int[]> chunks;
  private final float[] state;
  private int[] chunk = {};
  private int used; // of the chunk
  private int[] ids = {}; // of the last passage
  private long place;

  /**
   * A cutter.
   *
   * @param chunks the ids of the text, in order
   */
  public PassageCutter(ForwardLanguageModel model, Iterator<int[]> chunks) {
    this.model = model;
    this.chunks = chunks;
    this.state = new float[model.stateSize()];
  }

  private boolean fetch() {
    while (used == chunk.length && chunks.hasNext()) {
      chunk = chunks.next();
      used = 0;
    }
    return used < chunk.length;
  }

  @Override
  public boolean hasNext() {
    return fetch();
  }

  @Override
  public Passage next() {
    if (!fetch()) {
      throw new NoSuchElementException();
    }
    int[] before = ids;
    int read = Math.max(0, before.length - 1);
    model.read(Arrays.copyOf(before, read), state);
    place += read;
    int[] next = new int[length(place) + 1];
    int count = 0;
    if (before.length > 0) {
      next[count++] = before[read];
    }
    while (count < next.length && fetch()) {
      int copied = Math.min(next.length - count, chunk.length - used);
      System.arraycopy(chunk, used, next, count, copied);
      count += copied;
      used += copied;
    }
    ids = Arrays.copyOf(next, count);
    return new Passage(place, ids, place == 0 ? new float[0] : state.clone());
  }

  /** The predictions of the passage that begins at a place of the text. */
  private static int length(long place) {
    long doublings = Math.max(1, place / ((long) PREDICTIONS * SHORT_PASSAGES));
    return (int) Math.min(1 << 20, PREDICTIONS * Long.highestOneBit(doublings));
  }
}
