package org.unroll.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.unroll.math.Seeds;
import org.unroll.testing.TinyModel;

/** Threads that share a model get the bits that each would get alone. */
class TestBatcher {

  private final TextModel model = new TextModel(TinyModel.checkpoint(3));

  @AfterEach
  void close() {
    model.close();
  }

  private static int id(int thread, int step) {
    return 2 + (int) (Seeds.uniform(thread, step) * 18);
  }

  @Test
  void stepsOfManyThreadsAreThoseOfEachAlone() throws Exception {
    int threads = 40;
    int steps = 60;
    Batcher batcher = new Batcher(model, 2);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(threads);
    List<Future<List<Float>>> found = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int own = thread;
      found.add(
          pool.submit(
              () -> {
                start.countDown();
                start.await();
                Session session = model.newSession();
                batcher.read(session, new int[] {own % 20, 3, 4});
                List<Float> values = new ArrayList<>();
                values.add(batcher.next(List.of(session)).get(0).logProbability(5));
                for (int step = 0; step < steps; step++) {
                  int[] next = {id(own, step)};
                  values.add(batcher.step(List.of(session), next).get(0).logProbability(5));
                }
                return values;
              }));
    }
    for (int thread = 0; thread < threads; thread++) {
      Session session = model.newSession();
      session.read(new int[] {thread % 20, 3, 4});
      List<Float> expected = new ArrayList<>();
      expected.add(session.next().logProbability(5));
      for (int step = 0; step < steps; step++) {
        session.read(id(thread, step));
        expected.add(session.next().logProbability(5));
      }
      assertThat(found.get(thread).get()).isEqualTo(expected);
    }
    pool.shutdown();
    assertThat(batcher.steps()).isEqualTo((long) threads * (steps + 1));
  }

  @Test
  void stepsThatWaitAreTakenTogether() throws Exception {
    Batcher batcher = new Batcher(model, 1);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Thread first =
        new Thread(
            () ->
                batcher.call(
                    () -> {
                      started.countDown();
                      try {
                        release.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      return "done";
                    }));
    first.start();
    started.await();
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread = new Thread(() -> batcher.next(List.of(model.newSession())));
      waiting.add(thread);
      thread.start();
    }
    for (Thread thread : waiting) {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.sleep(1);
      }
    }
    release.countDown();
    for (Thread thread : waiting) {
      thread.join();
    }
    assertThat(batcher.steps()).isEqualTo(4);
    assertThat(batcher.batches()).isEqualTo(1);
  }

  @Test
  void moreSessionsThanABatchHoldsAreStepped() {
    Batcher batcher = new Batcher(model, 1);
    List<Session> sessions = new ArrayList<>();
    int[] ids = new int[53];
    for (int i = 0; i < ids.length; i++) {
      sessions.add(model.newSession());
      ids[i] = i % 20;
    }
    List<Distribution> next = batcher.step(sessions, ids);
    for (int i = 0; i < ids.length; i++) {
      Session alone = model.newSession();
      alone.read(ids[i]);
      assertThat(next.get(i).logProbability(7)).isEqualTo(alone.next().logProbability(7));
    }
    assertThat(batcher.batches()).isEqualTo(3);
  }

  @Test
  void aFailureBelongsToItsCall() {
    Batcher batcher = new Batcher(model, 1);
    assertThatThrownBy(
            () ->
                batcher.call(
                    () -> {
                      throw new IllegalArgumentException("mine");
                    }))
        .hasMessage("mine");
    Session session = model.newSession();
    assertThatThrownBy(() -> batcher.step(List.of(session), new int[] {99}))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(batcher.call(() -> 5)).isEqualTo(5);
  }
}
