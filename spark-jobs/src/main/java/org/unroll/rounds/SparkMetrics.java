package org.unroll.rounds;

import java.util.Map;
import org.unroll.evaluation.Evaluation;
import org.unroll.files.Folder;
import org.unroll.metrics.TrainingFigures;
import org.unroll.metrics.TrainingFigures.Figure;
import org.unroll.train.RoundCost;
import org.unroll.train.RunListener;
import org.unroll.train.TrainingProgress;

/** Hands the figures of a training to Spark's metrics system. */
final class SparkMetrics implements RunListener {

  @Override
  public void roundEnded(TrainingProgress progress, RoundCost cost) {
    TrainingFigures.publish(
        Map.of(
            Figure.ROUND, (double) progress.round(),
            Figure.LOSS, cost.loss(),
            Figure.PERPLEXITY, Math.exp(cost.loss()),
            Figure.TOKENS_PER_SECOND, cost.tokens() / cost.seconds(),
            Figure.ROUND_SECONDS, cost.seconds(),
            Figure.GRADIENT_NORM, cost.largestGradientNorm(),
            Figure.LEARNING_RATE, cost.learningRate()));
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, Evaluation evaluation) {
    TrainingFigures.publish(Map.of(Figure.VALIDATION_PERPLEXITY, evaluation.perplexity()));
  }

  @Override
  public void saved(Folder checkpoint) {}
}
