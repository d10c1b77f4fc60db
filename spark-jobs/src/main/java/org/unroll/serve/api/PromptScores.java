package org.unroll.serve.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.unroll.inference.Distribution;
import org.unroll.inference.Session;
import org.unroll.serve.api.Prompts.Prompt;
import org.unroll.serve.http.Deadline;

/** The log-probabilities of the tokens of a prompt. */
final class PromptScores {

  private static final int AT_ONCE = 20;

  private PromptScores() {}

  /**
   * Scores the tokens of a prompt, and reads them.
   *
   * @param session at the beginning of the prompt
   * @param count how many of the most probable tokens are listed for each
   */
  static List<TokenScore> read(
      ServedModel model, Prompt prompt, Session session, int count, Deadline deadline) {
    int[] ids = prompt.ids();
    int[] offsets = codePoints(prompt.text(), prompt.offsets(model.model()));
    List<TokenScore> scores = new ArrayList<>(ids.length);
    for (int from = 0; from < ids.length; from += AT_ONCE) {
      deadline.check();
      int[] part = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + AT_ONCE));
      List<Distribution> before =
          model.batcher().call(() -> model.model().next(positions(session, part)));
      for (int i = 0; i < part.length; i++) {
        int at = from + i;
        scores.add(
            at == 0
                ? new TokenScore(model.tokenName(part[i]), offsets[at], null, null)
                : TokenScore.of(model, part[i], offsets[at], before.get(i), count));
      }
    }
    return scores;
  }

  /** A session before each of some tokens, all of which the given one reads. */
  private static List<Session> positions(Session session, int[] ids) {
    List<Session> positions = new ArrayList<>(ids.length);
    for (int id : ids) {
      positions.add(session.fork());
      session.read(id);
    }
    return positions;
  }

  /** Turns indices of a text, which rise, into numbers of code points. */
  static int[] codePoints(String text, int[] indices) {
    int[] counts = new int[indices.length];
    int at = 0;
    int count = 0;
    for (int i = 0; i < indices.length; i++) {
      int index = Math.min(indices[i], text.length());
      if (index < at) {
        at = 0;
        count = 0;
      }
      count += text.codePointCount(at, index);
      at = index;
      counts[i] = count;
    }
    return counts;
  }
}
