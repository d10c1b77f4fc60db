package org.unroll.task.language;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

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

    /** The predictions that are left. */
    int left() {
      return passage.ids().length - 1 - read;
    }

    /** The token {@code ahead} places from here; any token behind the end. */
    int id(int ahead) {
      return passage.ids()[Math.min(read + ahead, passage.ids().length - 1)];
    }
  }

  /** The passages that are read side by side, B. */
  private static final int LANES = 20;

  /** The most tokens of each that are read at once, T. */
  private static final int STEPS = 16;

  /** The most scores that are computed at once, so that they take 16 MB. */
  private static final int MAX_SCORES = 1 << 22;

  private final ForwardLanguageModel model;
  private final Iterator<Passage> passages;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<PassageMetrics> done = new ArrayList<>();
  private final int maxSteps;
  private final ForwardLanguageModel.Workspace workspace;
  private int[] ids = {}; // (T, B)
  private boolean[] counted = {}; // (T, B)
  private float[][] states = {}; // (B)

  private PassageEvaluator(ForwardLanguageModel model, Iterator<Passage> passages) {
    this.model = model;
    this.passages = passages;
    int fitting = MAX_SCORES / model.vocabularySize() / LANES;
    this.maxSteps = Math.max(1, Math.min(STEPS, fitting));
    this.workspace = model.newWorkspace(LANES * maxSteps);
  }

  /**
   * Evaluates passages.
   *
   * @param passages taken as they are needed, so that few are in memory
   */
  public static List<PassageMetrics> evaluate(
      ForwardLanguageModel model, Iterator<Passage> passages) {
    PassageEvaluator evaluator = new PassageEvaluator(model, passages);
    evaluator.run();
    return evaluator.done;
  }

  private void run() {
    while (fill() > 0) {
      int steps = 0;
      for (Lane lane : lanes) {
        steps = Math.max(steps, Math.min(lane.left(), maxSteps));
      }
      read(steps);
    }
  }

  /** Begins as many passages as there is room for; the number that are being read. */
  private int fill() {
    while (lanes.size() < LANES && passages.hasNext()) {
      Passage passage = passages.next();
      if (passage.ids().length > 1) {
        lanes.add(new Lane(passage, model.stateSize()));
      }
    }
    return lanes.size();
  }

  private void read(int steps) {
    place(steps);
    int batch = lanes.size();
    int words = model.vocabularySize();
    model.evaluate(
        ids,
        states,
        counted,
        workspace,
        (row, scores, offset, logSumExp) -> {
          Lane lane = lanes.get(row % batch);
          lane.metrics.count(lane.id(row / batch + 1), scores, offset, words, logSumExp);
        });
    for (int index = batch - 1; index >= 0; index--) {
      Lane lane = lanes.get(index);
      lane.read += Math.min(steps, lane.left());
      if (lane.left() == 0) {
        done.add(new PassageMetrics(lane.passage.place(), lane.metrics));
        lanes.remove(index);
      }
    }
  }

  /** Lays out the next tokens; what a passage that ends reads behind its end does not count. */
  private void place(int steps) {
    int batch = lanes.size();
    if (ids.length != steps * batch) {
      ids = new int[steps * batch];
      counted = new boolean[steps * batch];
    }
    if (states.length != batch) {
      states = new float[batch][];
    }
    for (int b = 0; b < batch; b++) {
      Lane lane = lanes.get(b);
      states[b] = lane.state;
      for (int step = 0; step < steps; step++) {
        ids[step * batch + b] = lane.id(step);
        counted[step * batch + b] = step < lane.left();
      }
    }
  }
}
