package org.unroll.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.unroll.task.language.ForwardLanguageModel;

/**
 * Lines that sessions read together, one token of each at a time. Where a line ends, the next one
 * takes its place; the longest begin, so that few are left over at the end.
 */
final class LineBatch {

  /** A line in progress. */
  private static final class Line {

    final int[] ids;
    final float[] logProbabilities;
    final Session session;
    int position;

    Line(TextModel model, int[] ids, float[] logProbabilities) {
      this.ids = ids;
      this.logProbabilities = logProbabilities;
      this.session = model.newSession();
    }

    boolean hasEnded() {
      return position == ids.length;
    }
  }

  private LineBatch() {}

  /**
   * Scores each of some lines by itself.
   *
   * @param lines each of at least one token
   * @return for each line the natural logarithms of the probabilities of its tokens
   */
  static float[][] score(TextModel model, List<EncodedText> lines) {
    float[][] logProbabilities =
        lines.stream().map(line -> new float[line.length()]).toArray(float[][]::new);
    Deque<Integer> waiting = longestFirst(lines);
    List<Line> reading = new ArrayList<>();
    while (true) {
      while (reading.size() < ForwardLanguageModel.MAX_BATCH && !waiting.isEmpty()) {
        int line = waiting.remove();
        reading.add(new Line(model, lines.get(line).ids(), logProbabilities[line]));
      }
      if (reading.isEmpty()) {
        return logProbabilities;
      }
      step(model, reading);
      reading.removeIf(Line::hasEnded);
    }
  }

  private static Deque<Integer> longestFirst(List<EncodedText> lines) {
    Comparator<Integer> byLength = Comparator.comparingInt(line -> lines.get(line).length());
    return new ArrayDeque<>(
        IntStream.range(0, lines.size()).boxed().sorted(byLength.reversed()).toList());
  }

  /** Scores and reads the next token of each line. */
  private static void step(TextModel model, List<Line> reading) {
    int[] ids = reading.stream().mapToInt(line -> line.ids[line.position]).toArray();
    float[] found = model.score(reading.stream().map(line -> line.session).toList(), ids);
    for (int i = 0; i < found.length; i++) {
      Line line = reading.get(i);
      line.logProbabilities[line.position++] = found[i];
    }
  }
}
