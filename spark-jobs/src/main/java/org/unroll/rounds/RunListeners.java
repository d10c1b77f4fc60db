package org.unroll.rounds;

import java.util.List;
import org.unroll.evaluation.Evaluation;
import org.unroll.files.Folder;
import org.unroll.train.RoundCost;
import org.unroll.train.RunListener;
import org.unroll.train.TrainingProgress;

/** Several listeners, told in order. */
record RunListeners(List<RunListener> listeners) implements RunListener {

  @Override
  public void roundEnded(TrainingProgress progress, RoundCost cost) {
    listeners.forEach(listener -> listener.roundEnded(progress, cost));
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, Evaluation evaluation) {
    listeners.forEach(listener -> listener.validated(before, learningRate, evaluation));
  }

  @Override
  public void saved(TrainingProgress progress, Folder checkpoint, double seconds) {
    listeners.forEach(listener -> listener.saved(progress, checkpoint, seconds));
  }
}
