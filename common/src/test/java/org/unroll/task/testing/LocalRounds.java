package org.unroll.task.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.config.UnrollConfig;
import org.unroll.files.Folder;
import org.unroll.task.Examples;
import org.unroll.task.Task;
import org.unroll.train.EpochPlan;
import org.unroll.train.StopRequest;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingLoop;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;
import org.unroll.train.round.LocalRoundExecutor;

/** A training run of any task in rounds, in the calling thread. */
public final class LocalRounds {

  private LocalRounds() {}

  /**
   * Trains a task.
   *
   * @param shards of like size
   * @param settings keys and values over the defaults
   * @return the state after the last round
   */
  public static <E extends Examples> TrainingState train(
      Task<E> task, List<E> shards, List<E> validation, Path folder, List<String> settings) {
    List<String> keys = new ArrayList<>(settings);
    keys.add("train.shards=" + shards.size());
    UnrollConfig config = UnrollConfig.defaults().with(keys);
    EpochPlan plan =
        new EpochPlan(
            shards.stream().mapToLong(Examples::size).sum(),
            shards.size(),
            config.train().local().batchSize(),
            config.train().rounds().averagingFrequency());
    TrainingRun run = new TrainingRun(task, config.train(), config.toJson(), "generated", plan);
    return new TrainingLoop(
            run,
            new LocalRoundExecutor<>(task, config.train().local(), shards, validation),
            new CheckpointStore(
                Folder.of(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration())),
            new TrainingListener() {},
            StopRequest.none())
        .train(TrainingState.initial(run));
  }
}
