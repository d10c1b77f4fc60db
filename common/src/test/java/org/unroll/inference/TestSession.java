package org.unroll.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;
import org.unroll.testing.TinyModel;

/** Sessions alone, forked, in batches and in threads: the same bits. */
class TestSession {

  private final TextModel model = new TextModel(TinyModel.checkpoint(3));

  @AfterEach
  void close() {
    model.close();
  }

  private int[] text(long seed, int length) {
    return IntStream.range(0, length)
        .map(i -> 1 + (int) (Seeds.uniform(seed, i) * (model.vocabulary().size() - 1)))
        .toArray();
  }

  private float[] after(int[] ids) {
    Session session = model.newSession();
    for (int id : ids) {
      session.read(id);
    }
    return values(session.next());
  }

  private static float[] values(Distribution distribution) {
    float[] values = new float[distribution.size()];
    for (int id = 0; id < values.length; id++) {
      values[id] = distribution.logProbability(id);
    }
    return values;
  }

  @Test
  void readsATextAtOnceAsTokenByToken() {
    for (int length : new int[] {0, 1, 2, 20, 21, 55}) {
      int[] ids = text(length, length);
      Session session = model.newSession();
      session.read(ids);
      assertThat(values(session.next())).isEqualTo(after(ids));
    }
  }

  @Test
  void scoresATextAsTokenByToken() {
    int[] ids = text(5, 47);
    float[] expected = new float[ids.length];
    Session one = model.newSession();
    for (int i = 0; i < ids.length; i++) {
      expected[i] = one.next().logProbability(ids[i]);
      one.read(ids[i]);
    }
    Session all = model.newSession();
    assertThat(all.score(ids)).isEqualTo(expected);
    assertThat(values(all.next())).isEqualTo(values(one.next()));
    assertThat(all.score(new int[0])).isEmpty();
  }

  @Test
  void computesADistributionOnceForEachTokenRead() {
    Session session = model.newSession();
    Distribution first = session.next();
    assertThat(session.next()).isSameAs(first);
    float[] before = values(first);
    session.read(4);
    assertThat(session.next()).isNotSameAs(first);
    assertThat(values(first)).isEqualTo(before);
  }

  @Test
  void aForkReadsOnByItself() {
    Session session = model.newSession();
    session.read(text(1, 9));
    Distribution next = session.next();
    Session fork = session.fork();
    assertThat(fork.next()).isSameAs(next);
    fork.read(text(2, 3));
    assertThat(session.next()).isSameAs(next);
    session.read(text(2, 3));
    assertThat(values(session.next())).isEqualTo(values(fork.next()));
    session.close();
    fork.read(7);
    assertThat(values(fork.next())).isNotEqualTo(values(next));
  }

  /** More sessions than are taken together, so that there is a rest. */
  @Test
  void sessionsReadTogetherAsAlone() {
    List<int[]> texts = IntStream.range(0, 47).mapToObj(i -> text(i, 12)).toList();
    List<Session> sessions = texts.stream().map(text -> model.newSession()).toList();
    for (int step = 0; step < 12; step++) {
      int place = step;
      model.read(sessions, texts.stream().mapToInt(text -> text[place]).toArray());
    }
    List<Distribution> next = model.next(sessions);
    for (int i = 0; i < sessions.size(); i++) {
      assertThat(values(next.get(i))).isEqualTo(after(texts.get(i)));
      assertThat(sessions.get(i).next()).isSameAs(next.get(i));
    }
    assertThat(model.next(List.of())).isEmpty();
    model.read(List.of(), new int[0]);
  }

  @Test
  void threadsShareAModel() throws Exception {
    List<float[]> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      expected.add(after(text(i, 30)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> found =
          IntStream.range(0, 40).mapToObj(i -> threads.submit(() -> after(text(i, 30)))).toList();
      for (int i = 0; i < 40; i++) {
        assertThat(found.get(i).get()).isEqualTo(expected.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesWhatIsClosedOrForeign() {
    Session session = model.newSession();
    assertThatThrownBy(() -> session.read(20)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> model.read(List.of(session), new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected as many ids as sessions, 1, found 2");
    assertThatThrownBy(() -> model.read(List.of(session, session), new int[] {3, 4}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected sessions of this model, each once; found one twice at position 1");
    try (TextModel other = new TextModel(TinyModel.checkpoint(4))) {
      assertThatThrownBy(() -> model.next(List.of(other.newSession())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("found one of another model at position 0");
    }
    session.close();
    session.close();
    assertThatThrownBy(session::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expected an open session, found a closed one");
    model.close();
    model.close();
    assertThatThrownBy(model::newSession)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expected an open model, found a closed one");
  }

  /** There is no gradient, and nothing else off the heap. */
  @Test
  void takesNoMoreThanItTells() {
    long before = OffHeapFloats.held();
    try (TextModel opened = new TextModel(TinyModel.checkpoint(3))) {
      opened.complete("w1 w2 w3", 3);
      assertThat(OffHeapFloats.held()).isEqualTo(before);
      int parameters = TinyModel.tensors(3).values().length;
      assertThat(opened.weightBytes()).isBetween(4L * parameters - 4 * 2 * 28, 8L * parameters);
      assertThat(opened.sessionBytes()).isEqualTo(4 * 2 * 2 * 7);
    }
  }
}
