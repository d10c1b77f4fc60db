package org.unroll.train;

import java.util.List;
import org.unroll.files.Folder;
import org.unroll.task.Metrics;
import org.unroll.train.round.RoundCost;

/**
 * Several listeners as one.
 *
 * @param listeners in the order in which they are told
 */
public record TrainingListeners(List<TrainingListener> listeners) implements TrainingListener {

  @Override
  public void roundEnded(TrainingProgress progress, RoundCost cost) {
    listeners.forEach(listener -> listener.roundEnded(progress, cost));
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, Metrics metrics) {
    listeners.forEach(listener -> listener.validated(before, learningRate, metrics));
  }

  @Override
  public void saving() {
    listeners.forEach(TrainingListener::saving);
  }

  @Override
  public void saved(TrainingProgress progress, Folder checkpoint, double seconds) {
    listeners.forEach(listener -> listener.saved(progress, checkpoint, seconds));
  }
}
