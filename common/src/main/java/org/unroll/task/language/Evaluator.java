package org.unroll.task.language;

import org.unroll.text.Vocabulary;

/**
 * Measures how well a model predicts the windows of a shard, the state carried along each stream.
 */
public final class Evaluator {

  /** Steps that a stream of an evaluation has at least, so that its cold start weighs little. */
  private static final int MIN_STEPS = 50;

  private static final int MAX_SHARDS = 8;

  private Evaluator() {}

  /**
   * Into how many shards a split is cut to be evaluated: a rule of the data alone, so that a
   * perplexity does not depend on the cluster or on the shards of the training.
   *
   * @param windows of the split
   * @param batchSize B of the evaluation
   */
  public static int shards(long windows, int batchSize) {
    return (int) Math.max(1, Math.min(MAX_SHARDS, windows / ((long) MIN_STEPS * batchSize)));
  }

  /** Evaluates all windows of a shard, from a zero state. */
  public static LanguageMetrics evaluate(LanguageModel model, WindowShard shard) {
    LanguageMetrics evaluation = new LanguageMetrics();
    TokenBatch batch = new TokenBatch(model.timeSteps(), model.batchSize());
    model.clearState();
    for (int step = 0; step < shard.steps(model.batchSize()); step++) {
      shard.fill(step, batch);
      model.evaluate(
          batch,
          (time, stream, scores, offset, logSumExp) ->
              count(
                  evaluation,
                  batch.targets[time * batch.batchSize() + stream],
                  scores,
                  offset,
                  model.vocabularySize(),
                  logSumExp));
    }
    return evaluation;
  }

  private static void count(
      LanguageMetrics evaluation,
      int target,
      float[] scores,
      int offset,
      int vocabularySize,
      double logSumExp) {
    float right = scores[offset + target];
    int rank = 0;
    for (int id = Vocabulary.UNK; id < vocabularySize; id++) {
      float score = scores[offset + id];
      if (score > right || (score == right && id < target)) {
        rank++;
      }
    }
    float unknown = scores[offset + Vocabulary.UNK];
    boolean unknownBefore = unknown > right || (unknown == right && Vocabulary.UNK < target);
    evaluation.count(
        logSumExp - right, rank, target == Vocabulary.UNK, unknownBefore ? rank - 1 : rank);
  }
}
