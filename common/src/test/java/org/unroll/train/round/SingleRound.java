package org.unroll.train.round;

import java.util.Arrays;
import java.util.List;
import org.unroll.config.UnrollConfig;
import org.unroll.task.language.WindowShard;
import org.unroll.testing.TinyTraining;
import org.unroll.train.TrainingProgress;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;

/** One round of a training, at a constant rate, without what a loop does around it. */
public final class SingleRound {

  private SingleRound() {}

  public static RoundResult train(
      UnrollConfig config, TrainingRun run, List<WindowShard> shards, TrainingState from) {
    RoundExecutor executor =
        new LocalRoundExecutor<>(
            TinyTraining.task(config), config.train().local(), shards, List.of());
    TrainingProgress progress = from.progress();
    int count = run.plan().roundLength(progress.step());
    double[] rates = new double[count];
    Arrays.fill(rates, config.train().learningRate().initial());
    long before = (long) progress.epoch() * run.plan().steps() + progress.step();
    try (RoundExecutor.Round round =
        executor.begin(new RoundInput(from.parameters(), from.optimizerState()))) {
      RoundSteps steps =
          new RoundSteps(progress.round(), progress.epoch(), progress.step(), before, rates);
      return round.train(steps, from.carriedStates());
    }
  }
}
