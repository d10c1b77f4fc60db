package org.unroll.training;

import java.util.List;
import org.unroll.config.UnrollConfig;
import org.unroll.data.TaskData;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.progress.Progress;
import org.unroll.start.StartingPoint;
import org.unroll.train.EpochPlan;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;
import org.unroll.train.config.RoundsConfig;
import org.unroll.train.config.TrainConfig;

/** Training runs as a configuration and prepared data together define them. */
final class TrainingRuns {

  private TrainingRuns() {}

  /**
   * Resolves a new training run.
   *
   * @param cores K where the configuration leaves it open, unless shards would then be smaller than
   *     a mini-batch
   * @throws org.unroll.errors.ConfigurationException if a mini-batch is larger than a shard
   */
  static TrainingRun of(TaskData<?> data, int cores) {
    long batches = data.examples(Split.TRAIN) / data.config().train().local().batchSize();
    TrainingRun run = resumed(data, (int) Math.max(1, Math.min(cores, batches)));
    run.plan().checkBatches();
    return run;
  }

  /** The state before the first round of a new run, as its configuration says. */
  static TrainingState initial(TrainingRun run, TaskData<?> data, Progress progress) {
    return new StartingPoint(data.config(), data.prepared().hadoop(), progress)
        .of(run, data.prepared().folder().toString());
  }

  /**
   * Resolves a training run that an earlier version may have begun.
   *
   * @param shards K where the configuration leaves it open; no more than there are examples
   */
  static TrainingRun resumed(TaskData<?> data, int shards) {
    long examples = data.examples(Split.TRAIN);
    if (examples == 0) {
      throw new BadDataException(
          "expected at least one example to train on, found none in " + data.prepared().folder());
    }
    UnrollConfig config = data.config();
    if (config.train().rounds().shards().isEmpty()) {
      config = config.with(List.of("train.shards=" + Math.min(shards, examples)));
    }
    TrainConfig train = config.train();
    RoundsConfig rounds = train.rounds();
    return new TrainingRun(
        data.task(),
        train,
        config.toJson(),
        data.prepared().manifest().fingerprint(),
        new EpochPlan(
            examples,
            rounds.shards().orElseThrow(),
            train.local().batchSize(),
            rounds.averagingFrequency()));
  }
}
