package org.unroll.train.round;

import java.util.Arrays;
import java.util.List;
import org.unroll.config.UnrollConfig;
import org.unroll.task.language.WindowShard;
import org.unroll.train.TrainingProgress;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;

/** One round of a training, at a constant rate, without what a loop does around it. */
public final class SingleRound {

  private SingleRound() {}

  public static RoundResult train(
      UnrollConfig config, TrainingRun run, List<WindowShard> shards, TrainingState from) {
    RoundExecutor workers =
        new LocalRoundExecutor(
            run.model(), config.train(), run.vocabulary().size(), shards, List.of());
    TrainingProgress offset = from.progress();
    int steps = run.plan().roundLength(offset.step());
    double[] rates = new double[steps];
    Arrays.fill(rates, config.train().learningRate());
    long before = (long) offset.epoch() * run.plan().steps() + offset.step();
    try (RoundExecutor.Round round =
        workers.begin(new RoundInput(from.parameters(), from.optimizerState()))) {
      RoundTask task =
          new RoundTask(offset.round(), offset.epoch(), offset.step(), steps, before, rates, 1);
      return round.train(task, from.hiddenStates());
    }
  }
}
