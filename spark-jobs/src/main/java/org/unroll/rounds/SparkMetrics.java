package org.unroll.rounds;

import java.util.EnumMap;
import java.util.Map;
import org.unroll.evaluation.Evaluation;
import org.unroll.files.Folder;
import org.unroll.metrics.TrainingFigures;
import org.unroll.metrics.TrainingFigures.Figure;
import org.unroll.train.RoundCost;
import org.unroll.train.RoundTimes;
import org.unroll.train.RunListener;
import org.unroll.train.TrainingProgress;

/** Hands the figures of a training to Spark's metrics system. */
final class SparkMetrics implements RunListener {

  @Override
  public void roundEnded(TrainingProgress progress, RoundCost cost) {
    RoundTimes times = cost.times();
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.ROUND, (double) progress.round());
    figures.put(Figure.LOSS, cost.loss());
    figures.put(Figure.PERPLEXITY, Math.exp(cost.loss()));
    figures.put(Figure.TOKENS_PER_SECOND, cost.tokensPerSecond());
    figures.put(Figure.GRADIENT_NORM, cost.largestGradientNorm());
    figures.put(Figure.LEARNING_RATE, cost.learningRate());
    figures.put(Figure.ROUND_SECONDS, times.seconds());
    figures.put(Figure.COMPUTING_SECONDS, times.computing());
    figures.put(Figure.WAITING_SECONDS, times.waiting());
    figures.put(Figure.BROADCAST_SECONDS, times.broadcast());
    figures.put(Figure.AGGREGATION_SECONDS, times.aggregation());
    TrainingFigures.publish(figures);
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, Evaluation evaluation) {
    TrainingFigures.publish(Map.of(Figure.VALIDATION_PERPLEXITY, evaluation.perplexity()));
  }

  @Override
  public void saved(TrainingProgress progress, Folder checkpoint, double seconds) {
    TrainingFigures.publish(Map.of(Figure.CHECKPOINT_SECONDS, seconds));
  }
}
