package org.unroll.suggest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.inference.Batcher;
import org.unroll.inference.Session;

/**
 * The sessions that have read the texts that are being typed. The next letter of a word needs no
 * computation, and the next word one step.
 */
final class StateCache {

  /** How many tokens of a text may have changed since it was seen. */
  private static final int MAX_CHANGED = 8;

  private final Batcher batcher;
  private final Map<Text, Session> sessions;

  /** The ids of a text. */
  private record Text(int[] ids) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Text text && Arrays.equals(ids, text.ids);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(ids);
    }
  }

  StateCache(Batcher batcher, long bytes) {
    this.batcher = batcher;
    long size =
        batcher.model().sessionBytes() + (long) Float.BYTES * batcher.model().vocabulary().size();
    int capacity = (int) Math.min(100_000, bytes / size);
    this.sessions =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Text, Session> eldest) {
            return size() > capacity;
          }
        };
  }

  /** A session that has read a text, with the distribution of what comes next. */
  Session after(int[] ids) {
    int known = ids.length;
    Session session = find(ids);
    while (session == null && known > Math.max(0, ids.length - MAX_CHANGED)) {
      session = find(Arrays.copyOf(ids, --known));
    }
    if (session != null && known == ids.length) {
      return session;
    }
    Session reading = session == null ? batcher.model().newSession() : session;
    int from = session == null ? 0 : known;
    if (ids.length - from > 1) {
      batcher.read(reading, Arrays.copyOfRange(ids, from, ids.length - 1));
    }
    if (ids.length > from) {
      batcher.step(List.of(reading), new int[] {ids[ids.length - 1]});
    } else {
      batcher.next(List.of(reading));
    }
    synchronized (sessions) {
      sessions.put(new Text(ids), reading.fork());
    }
    return reading;
  }

  private @org.jspecify.annotations.Nullable Session find(int[] ids) {
    synchronized (sessions) {
      Session session = sessions.get(new Text(ids));
      return session == null ? null : session.fork();
    }
  }
}
