package org.unroll.training;

import java.util.List;
import org.unroll.files.Folder;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingProgress;
import org.unroll.train.round.RoundCost;

/** Several listeners, told in order. */
record TrainingListeners(List<TrainingListener> listeners) implements TrainingListener {

  @Override
  public void roundEnded(TrainingProgress progress, RoundCost cost) {
    listeners.forEach(listener -> listener.roundEnded(progress, cost));
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, LanguageMetrics evaluation) {
    listeners.forEach(listener -> listener.validated(before, learningRate, evaluation));
  }

  @Override
  public void saved(TrainingProgress progress, Folder checkpoint, double seconds) {
    listeners.forEach(listener -> listener.saved(progress, checkpoint, seconds));
  }
}
