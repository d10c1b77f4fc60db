package org.unroll.train;

import org.unroll.files.Folder;
import org.unroll.task.Metrics;
import org.unroll.train.round.RoundCost;

/** A listener to the events of a training run, in their order. */
public interface TrainingListener {

  /**
   * A round has ended.
   *
   * @param progress after it
   * @param cost its measurements
   */
  default void roundEnded(TrainingProgress progress, RoundCost cost) {}

  /**
   * The parameters have been validated.
   *
   * @param before the progress before the validation
   * @param learningRate of the newest round
   * @param metrics on the validation split
   */
  default void validated(TrainingProgress before, double learningRate, Metrics metrics) {}

  /**
   * A checkpoint is about to be written: what must not be lost with the process is kept before, so
   * that a checkpoint never is without it.
   */
  default void saving() {}

  /**
   * A checkpoint has been written.
   *
   * @param progress that it holds
   * @param checkpoint its folder
   * @param seconds that writing took
   */
  default void saved(TrainingProgress progress, Folder checkpoint, double seconds) {}
}
