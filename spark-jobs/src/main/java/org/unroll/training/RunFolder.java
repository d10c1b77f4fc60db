package org.unroll.training;

import java.util.Optional;
import java.util.Set;
import org.unroll.checkpoint.CheckpointFolder;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.checkpoint.Snapshot;
import org.unroll.config.UnrollConfig;
import org.unroll.data.PreparedData;
import org.unroll.errors.ConfigurationException;
import org.unroll.files.Folder;
import org.unroll.progress.Progress;
import org.unroll.train.TrainingRun;

/** The output folder of a training run. */
final class RunFolder {

  /** The keys that a resumed run may change: they decide its end and its files, but no round. */
  private static final Set<String> CHANGEABLE =
      Set.of(
          "train.maxEpochs",
          "train.maxRounds",
          "train.validateEveryRounds",
          "train.checkpointEveryRounds",
          "train.keepCheckpoints",
          "train.aggregationDepth",
          "train.patience",
          "benchmark.preset");

  private final Folder folder;
  private final CheckpointStore checkpoints;

  /**
   * A folder.
   *
   * @param keptCheckpoints how many of the newest checkpoints are kept
   */
  RunFolder(Folder folder, int keptCheckpoints) {
    this.folder = folder;
    this.checkpoints = new CheckpointStore(folder, keptCheckpoints);
  }

  Folder folder() {
    return folder;
  }

  CheckpointStore checkpoints() {
    return checkpoints;
  }

  /**
   * Checks that a run may start or continue in the folder, before anything is written there.
   *
   * @throws ConfigurationException if it holds something that the run must not touch
   */
  void check(TrainJob.Start start) {
    Optional<Folder> latest = checkpoints.latest();
    if (latest.isPresent() && start == TrainJob.Start.NEW) {
      throw new ConfigurationException(
          "expected an empty folder for a new training run, found one with the checkpoint "
              + latest.get()
              + "; continue with --resume, or choose another --out");
    }
    boolean ours = folder.list().stream().allMatch(file -> isOurs(file.getPath().getName()));
    if (latest.isEmpty() && !ours) {
      throw new ConfigurationException(
          "expected an empty folder for a new training run, found other files in "
              + folder
              + "; choose another --out");
    }
  }

  /**
   * Returns the checkpoint to continue from, if any, and puts the folder in order, which this run
   * must have locked.
   */
  Optional<Snapshot> open(TrainJob.Start start, Progress progress) {
    check(start);
    checkpoints.recover();
    return checkpoints.readLatest(progress::say);
  }

  /** Whether a run that was stopped before its first checkpoint may have left a file. */
  private static boolean isOurs(String name) {
    return name.startsWith(".")
        || name.equals("checkpoints")
        || name.equals("best")
        || name.equals("latest")
        || name.equals("metrics.jsonl")
        || name.equals(CostEstimate.FILE);
  }

  /**
   * Refuses to continue with other settings or data than the checkpoint's.
   *
   * @param run the resumed run
   * @param data for messages
   */
  static void checkSame(Snapshot snapshot, TrainingRun run, PreparedData data) {
    if (!snapshot.provenance().dataFingerprint().equals(run.dataFingerprint())) {
      throw new ConfigurationException(
          "expected the data that the checkpoint was trained on (fingerprint "
              + snapshot.provenance().dataFingerprint()
              + "), found other data in "
              + data.folder()
              + " (fingerprint "
              + run.dataFingerprint()
              + ")");
    }
    UnrollConfig before =
        UnrollConfig.ofJson(snapshot.configuration(), CheckpointFolder.CONFIGURATION);
    UnrollConfig wanted = UnrollConfig.ofJson(run.configuration(), "the configuration");
    wanted
        .firstDifference(before, CHANGEABLE)
        .ifPresent(
            key -> {
              throw new ConfigurationException(
                  "a resumed training run keeps its settings: expected "
                      + key
                      + " = "
                      + before.resolved().getValue(key).unwrapped()
                      + " as in the checkpoint, found "
                      + wanted.resolved().getValue(key).unwrapped());
            });
  }
}
