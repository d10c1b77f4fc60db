package org.unroll.training;

import java.util.EnumMap;
import java.util.Map;
import org.unroll.files.Folder;
import org.unroll.metrics.TrainingFigures;
import org.unroll.metrics.TrainingFigures.Figure;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingProgress;
import org.unroll.train.round.RoundCost;
import org.unroll.train.round.RoundTimes;

/** Hands the figures of a training to Spark's metrics system. */
final class SparkMetrics implements TrainingListener {

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
  public void validated(TrainingProgress before, double learningRate, LanguageMetrics evaluation) {
    TrainingFigures.publish(Map.of(Figure.VALIDATION_PERPLEXITY, evaluation.perplexity()));
  }

  @Override
  public void saved(TrainingProgress progress, Folder checkpoint, double seconds) {
    TrainingFigures.publish(Map.of(Figure.CHECKPOINT_SECONDS, seconds));
  }
}
