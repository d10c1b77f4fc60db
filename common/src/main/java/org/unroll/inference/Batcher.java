package org.unroll.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.task.language.ForwardLanguageModel;

/**
 * The use of a model by many threads at once. As many calls as there are cores compute; the steps
 * of sessions that wait for them meanwhile are taken together, as one batch. Nothing waits for
 * company: a step that comes alone is computed alone, in the thread that asks for it. The figures
 * are the same either way.
 *
 * <p>Work is taken in the order in which it came, up to the size of a batch.
 */
public final class Batcher {

  private static final int MAX_BATCH = ForwardLanguageModel.MAX_BATCH;

  private final TextModel model;
  private final int maxRunning;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Work> waiting = new ArrayDeque<>();
  private int running;
  private long batches;
  private long steps;

  /** What a thread waits for. */
  private static final class Work {

    final @Nullable Session session; // null for a task
    final int id; // that the session reads first, or -1
    final @Nullable Supplier<?> task; // null for a step
    @Nullable Object result;
    @Nullable RuntimeException failure;
    boolean done;

    Work(@Nullable Session session, int id, @Nullable Supplier<?> task) {
      this.session = session;
      this.id = id;
      this.task = task;
    }
  }

  /**
   * A batcher that uses a model, and does not close it.
   *
   * @param maxRunning the calls that compute at once, such as the number of cores
   */
  public Batcher(TextModel model, int maxRunning) {
    this.model = model;
    this.maxRunning = maxRunning;
  }

  /** The model. */
  public TextModel model() {
    return model;
  }

  /** The distributions after what some sessions have read, each session once. */
  public List<Distribution> next(List<Session> sessions) {
    int[] none = new int[sessions.size()];
    Arrays.fill(none, -1);
    return run(sessions, none);
  }

  /**
   * Reads one token in each of some sessions.
   *
   * @param sessions of the model, each once
   * @param ids one for each session
   * @return the distributions of the tokens after them
   */
  public List<Distribution> step(List<Session> sessions, int[] ids) {
    return run(sessions, ids);
  }

  /** Reads some tokens in a session; others compute in between. */
  public void read(Session session, int[] ids) {
    for (int from = 0; from < ids.length; from += MAX_BATCH) {
      int[] part = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + MAX_BATCH));
      call(
          () -> {
            session.read(part);
            return part;
          });
    }
  }

  /** Makes a call of the model when it is its turn. */
  public <T> T call(Supplier<T> task) {
    Work work = new Work(null, -1, task);
    await(List.of(work));
    @SuppressWarnings("unchecked")
    T result = (T) work.result;
    if (result == null) {
      throw new IllegalStateException("expected a result of a call, found none");
    }
    return result;
  }

  /** The batches of steps so far. */
  public long batches() {
    lock.lock();
    try {
      return batches;
    } finally {
      lock.unlock();
    }
  }

  /** The steps so far. */
  public long steps() {
    lock.lock();
    try {
      return steps;
    } finally {
      lock.unlock();
    }
  }

  private List<Distribution> run(List<Session> sessions, int[] ids) {
    List<Work> works = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      works.add(new Work(sessions.get(i), ids[i], null));
    }
    await(works);
    List<Distribution> results = new ArrayList<>(ids.length);
    for (Work work : works) {
      results.add((Distribution) Objects.requireNonNull(work.result));
    }
    return results;
  }

  /** Waits until some work is done, and computes meanwhile where a place is free. */
  private void await(List<Work> works) {
    lock.lock();
    try {
      waiting.addAll(works);
      while (!works.stream().allMatch(work -> work.done)) {
        if (running < maxRunning && !waiting.isEmpty()) {
          runBatch();
        } else {
          changed.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
    for (Work work : works) {
      if (work.failure != null) {
        throw work.failure;
      }
    }
  }

  /** Takes the next work and does it, without the lock. */
  private void runBatch() {
    List<Work> batch = takeBatch();
    running++;
    lock.unlock();
    try {
      compute(batch);
    } finally {
      lock.lock();
      running--;
      batch.forEach(work -> work.done = true);
      changed.signalAll();
    }
  }

  /** The first in the queue, and if that is a step, others with it. */
  private List<Work> takeBatch() {
    List<Work> batch = new ArrayList<>();
    batch.add(waiting.remove());
    if (batch.get(0).session != null) {
      Iterator<Work> others = waiting.iterator();
      while (batch.size() < MAX_BATCH && others.hasNext()) {
        Work other = others.next();
        if (other.session != null) {
          batch.add(other);
          others.remove();
        }
      }
      batches++;
      steps += batch.size();
    }
    return batch;
  }

  private void compute(List<Work> batch) {
    try {
      Supplier<?> task = batch.get(0).task;
      if (task != null) {
        batch.get(0).result = task.get();
      } else {
        step(batch);
      }
    } catch (RuntimeException e) {
      for (Work work : batch) {
        work.failure = e;
      }
    } catch (Error e) {
      for (Work work : batch) {
        work.failure = new IllegalStateException(e);
      }
      throw e;
    }
  }

  private void step(List<Work> batch) {
    List<Session> reading = new ArrayList<>();
    List<Session> all = new ArrayList<>();
    int[] ids = new int[batch.size()];
    for (Work work : batch) {
      Session session = Objects.requireNonNull(work.session);
      all.add(session);
      if (work.id >= 0) {
        ids[reading.size()] = work.id;
        reading.add(session);
      }
    }
    model.read(reading, Arrays.copyOf(ids, reading.size()));
    try {
      List<Distribution> next = model.next(all);
      for (int i = 0; i < next.size(); i++) {
        batch.get(i).result = next.get(i);
      }
    } catch (BadDataException e) {
      // Scores that are not finite are the failure of their own session, not of its neighbours.
      batch.forEach(Batcher::stepAlone);
    }
  }

  private static void stepAlone(Work work) {
    try {
      work.result = Objects.requireNonNull(work.session).next();
    } catch (BadDataException e) {
      work.failure = e;
    }
  }
}
