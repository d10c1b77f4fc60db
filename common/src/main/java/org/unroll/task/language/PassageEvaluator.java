package org.unroll.task.language;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.unroll.nn.forward.ForwardWorkspace;

/**
 * An evaluation of passages, some of them side by side: where one ends, the next begins. With the
 * Vector API the metrics of a passage do not depend, to the bit, on the passages beside it.
 */
public final class PassageEvaluator {

  /** A passage being read. */
  private static final class Lane {

    final Passage passage;
    final float[] state;
    final LanguageMetrics metrics = new LanguageMetrics();
    int read; // tokens read so far

    Lane(Passage passage, int stateSize) {
      this.passage = passage;
      this.state = passage.state().length == 0 ? new float[stateSize] : passage.state().clone();
    }

    int next() {
      return passage.ids()[read];
    }

    boolean isOver() {
      return read == passage.ids().length - 1;
    }
  }

  private final ForwardLanguageModel model;
  private final Iterator<Passage> passages;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<PassageMetrics> done = new ArrayList<>();

  private PassageEvaluator(ForwardLanguageModel model, Iterator<Passage> passages) {
    this.model = model;
    this.passages = passages;
  }

  /**
   * Evaluates passages.
   *
   * @param passages as they are needed, so that no more than {@link ForwardWorkspace#MAX_ROWS} are
   *     in memory
   */
  public static List<PassageMetrics> evaluate(
      ForwardLanguageModel model, Iterator<Passage> passages) {
    PassageEvaluator evaluator = new PassageEvaluator(model, passages);
    evaluator.run();
    return evaluator.done;
  }

  private void run() {
    int[] ids = {};
    float[][] states = {};
    while (fill() > 0) {
      if (ids.length != lanes.size()) {
        ids = new int[lanes.size()];
        states = new float[lanes.size()][];
      }
      for (int lane = 0; lane < ids.length; lane++) {
        ids[lane] = lanes.get(lane).next();
        states[lane] = lanes.get(lane).state;
      }
      step(ids, states);
    }
  }

  /** Begins as many passages as there is room for; the number that are being read. */
  private int fill() {
    while (lanes.size() < ForwardWorkspace.MAX_ROWS && passages.hasNext()) {
      Passage passage = passages.next();
      if (passage.ids().length > 1) {
        lanes.add(new Lane(passage, model.stateSize()));
      }
    }
    return lanes.size();
  }

  private void step(int[] ids, float[][] states) {
    model.read(ids, states);
    for (Lane lane : lanes) {
      lane.read++;
    }
    int words = model.vocabularySize();
    model.predict(
        states,
        (index, scores, offset, logSumExp) -> {
          Lane lane = lanes.get(index);
          lane.metrics.count(lane.next(), scores, offset, words, logSumExp);
        });
    for (int index = lanes.size() - 1; index >= 0; index--) {
      Lane lane = lanes.get(index);
      if (lane.isOver()) {
        done.add(new PassageMetrics(lane.passage.place(), lane.metrics));
        lanes.remove(index);
      }
    }
  }
}
