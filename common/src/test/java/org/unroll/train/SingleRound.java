package org.unroll.train;

import java.util.Arrays;
import java.util.List;
import org.unroll.config.UnrollConfig;
import org.unroll.data.Shard;

/** One round of a training, at a constant rate, without what a loop does around it. */
final class SingleRound {

  private SingleRound() {}

  static RoundResult train(
      UnrollConfig config, TrainingRun run, List<Shard> shards, TrainingState from) {
    Workers workers =
        new LocalWorkers(run.model(), config.train(), run.vocabulary().size(), shards, List.of());
    TrainingProgress at = from.progress();
    int steps = run.plan().roundLength(at.step());
    double[] rates = new double[steps];
    Arrays.fill(rates, config.train().learningRate());
    long before = (long) at.epoch() * run.plan().steps() + at.step();
    try (Workers.Round round =
        workers.begin(new WorkerStart(from.parameters(), from.optimizerState()))) {
      RoundTask task = new RoundTask(at.round(), at.epoch(), at.step(), steps, before, rates, 1);
      return round.train(task, from.hiddenStates());
    }
  }
}
