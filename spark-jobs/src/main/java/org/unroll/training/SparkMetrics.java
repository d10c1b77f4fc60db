package org.unroll.training;

import org.unroll.files.Folder;
import org.unroll.metrics.TrainingGauges;
import org.unroll.task.Metrics;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingMetrics;
import org.unroll.train.TrainingProgress;
import org.unroll.train.round.RoundCost;

/**
 * The link from a training run to Spark's metrics system.
 *
 * @param metrics those of the run
 */
record SparkMetrics(TrainingMetrics metrics) implements TrainingListener {

  @Override
  public void roundEnded(TrainingProgress progress, RoundCost cost) {
    TrainingGauges.publish(metrics.ofRound(progress, cost));
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, Metrics validation) {
    TrainingGauges.publish(metrics.ofValidation(before, learningRate, validation));
  }

  @Override
  public void saved(TrainingProgress progress, Folder checkpoint, double seconds) {
    TrainingGauges.publish(metrics.ofCheckpoint(progress, seconds));
  }
}
