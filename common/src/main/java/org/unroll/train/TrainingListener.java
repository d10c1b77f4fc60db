package org.unroll.train;

import org.unroll.files.Folder;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.train.round.RoundCost;

/** Hears what happens in a training, in order. */
public interface TrainingListener {

  /**
   * A round ended.
   *
   * @param progress after it
   * @param cost its figures
   */
  void roundEnded(TrainingProgress progress, RoundCost cost);

  /**
   * The parameters were validated.
   *
   * @param before the progress that the validation judged
   * @param learningRate of the newest round
   * @param evaluation on the validation split
   */
  void validated(TrainingProgress before, double learningRate, LanguageMetrics evaluation);

  /**
   * A checkpoint was written.
   *
   * @param progress that it holds
   * @param checkpoint its folder
   * @param seconds that writing took
   */
  void saved(TrainingProgress progress, Folder checkpoint, double seconds);
}
