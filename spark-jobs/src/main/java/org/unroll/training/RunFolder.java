package org.unroll.training;

import java.util.Optional;
import java.util.Set;
import org.unroll.checkpoint.CheckpointFolder;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.checkpoint.Snapshot;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.files.Folder;
import org.unroll.prepare.PreparedData;

/** The output folder of a training, and whether a training may go on or begin there. */
final class RunFolder {

  /** What a resumed run may change: when it ends and what it writes, but no round's result. */
  private static final Set<String> CHANGEABLE =
      Set.of(
          "train.maxEpochs",
          "train.maxRounds",
          "train.validateEveryRounds",
          "train.checkpointEveryRounds",
          "train.aggregationDepth",
          "train.patience",
          "benchmark.preset");

  private final Folder folder;
  private final CheckpointStore checkpoints;

  RunFolder(Folder folder) {
    this.folder = folder;
    this.checkpoints = new CheckpointStore(folder);
  }

  Folder folder() {
    return folder;
  }

  CheckpointStore checkpoints() {
    return checkpoints;
  }

  /**
   * Whether a training may begin or go on in the folder, before anything is written there.
   *
   * @throws ConfigurationException if it holds something that the training must not touch
   */
  void check(TrainJob.Start start) {
    Optional<Folder> latest = checkpoints.latest();
    if (latest.isPresent() && start == TrainJob.Start.NEW) {
      throw new ConfigurationException(
          "expected an empty folder for a new training, found a training with the checkpoint "
              + latest.get()
              + "; go on with it by --resume, or choose another --out");
    }
    boolean ours = folder.list().stream().allMatch(file -> isOurs(file.getPath().getName()));
    if (latest.isEmpty() && !ours) {
      throw new ConfigurationException(
          "expected an empty folder for a new training, found other files in "
              + folder
              + "; choose another --out");
    }
  }

  /** The checkpoint to go on from, if any. */
  Optional<Snapshot> open(TrainJob.Start start) {
    check(start);
    return checkpoints.latest().map(found -> new CheckpointFolder(found).read());
  }

  /** What a training that was stopped before its first checkpoint may have left. */
  private static boolean isOurs(String name) {
    return name.startsWith(".")
        || name.equals("checkpoints")
        || name.equals("best")
        || name.equals("metrics.jsonl")
        || name.equals(CostEstimate.FILE);
  }

  /**
   * Refuses to go on with other settings or data than the checkpoint's.
   *
   * @param wanted the configuration of the resumed run, its shards resolved
   */
  static void check(Snapshot snapshot, UnrollConfig wanted, PreparedData data) {
    if (!snapshot.provenance().dataFingerprint().equals(data.manifest().fingerprint())) {
      throw new ConfigurationException(
          "expected the data that the checkpoint was trained on (fingerprint "
              + snapshot.provenance().dataFingerprint()
              + "), found other data in "
              + data.folder()
              + " (fingerprint "
              + data.manifest().fingerprint()
              + ")");
    }
    UnrollConfig before = UnrollConfig.ofJson(snapshot.configuration());
    wanted
        .firstDifference(before, CHANGEABLE)
        .ifPresent(
            key -> {
              throw new ConfigurationException(
                  "a resumed training keeps its settings: expected "
                      + key
                      + " = "
                      + before.resolved().getValue(key).unwrapped()
                      + " as in the checkpoint, found "
                      + wanted.resolved().getValue(key).unwrapped());
            });
  }
}
