package org.unroll.serve.api;

import java.util.ArrayList;
import java.util.List;
import org.unroll.inference.Scorer.ScoreReport;
import org.unroll.serve.http.Deadline;

/** The scores of texts, computed some at a time, so that other requests come in between. */
final class LineScores {

  private static final int AT_ONCE = 20;

  private LineScores() {}

  /** Scores each of some lines with its end. */
  static List<ScoreReport> lines(ServedModel model, List<String> lines, Deadline deadline) {
    List<ScoreReport> reports = new ArrayList<>(lines.size());
    for (int from = 0; from < lines.size(); from += AT_ONCE) {
      deadline.check();
      List<String> part = lines.subList(from, Math.min(lines.size(), from + AT_ONCE));
      reports.addAll(model.batcher().call(() -> model.model().scoreLines(part)));
    }
    return reports;
  }

  /** Scores each of some texts as it is. */
  static List<ScoreReport> texts(ServedModel model, List<String> texts, Deadline deadline) {
    List<ScoreReport> reports = new ArrayList<>(texts.size());
    for (String text : texts) {
      deadline.check();
      reports.add(model.batcher().call(() -> model.model().score(text)));
    }
    return reports;
  }

  /** The number of tokens of some texts. */
  static long tokens(ServedModel model, List<String> texts) {
    return texts.stream().mapToLong(text -> model.model().encode(text).length).sum();
  }
}
