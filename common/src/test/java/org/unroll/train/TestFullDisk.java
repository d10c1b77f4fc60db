package org.unroll.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.checkpoint.CheckpointFolder;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.files.Folder;
import org.unroll.testing.QuotaFileSystem;
import org.unroll.testing.TinyTraining;
import org.unroll.train.round.LocalRoundExecutor;
import org.unroll.train.round.RoundExecutor;

class TestFullDisk {

  @TempDir private Path folder;

  @AfterEach
  void makeRoom() {
    QuotaFileSystem.leave(Long.MAX_VALUE);
  }

  private CheckpointStore store() {
    return new CheckpointStore(
        Folder.of(new org.apache.hadoop.fs.Path(folder.toUri()), QuotaFileSystem.configuration()));
  }

  private TrainingState train(int rounds, TrainingState from) {
    UnrollConfig config = TinyTraining.config("train.maxRounds=" + rounds);
    TrainingRun run = TinyTraining.run(config, 60, 2);
    RoundExecutor executor =
        new LocalRoundExecutor<>(
            TinyTraining.task(config),
            config.train().local(),
            TinyTraining.shards(60, 2, 5),
            List.of());
    return new TrainingLoop(run, executor, store(), new TrainingListener() {}, StopRequest.none())
        .train(from);
  }

  /** However far the write comes before the disk is full. */
  @Test
  void losesNothingThatWasWritten() {
    TrainingRun run = TinyTraining.run(TinyTraining.config(), 60, 2);
    TrainingState first = train(1, TrainingState.initial(run));
    for (long room : new long[] {0, 100, 3000, 6000}) {
      QuotaFileSystem.leave(room);
      assertThatThrownBy(() -> train(2, first))
          .as("%d bytes left", room)
          .isInstanceOf(TryAgainLaterException.class)
          .hasMessageContaining("No space left on device; make room and try again");
      assertThat(folder.resolve("checkpoints"))
          .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("."));
      TrainingState read =
          TrainingState.of(new CheckpointFolder(store().latest().orElseThrow()).read());
      assertThat(read.progress().round()).isEqualTo(1);
      assertThat(read.parameters()).isEqualTo(first.parameters());
    }
    QuotaFileSystem.leave(Long.MAX_VALUE);
    train(2, first);
    assertThat(store().latest().orElseThrow().path().getName()).isEqualTo("round-000002");
  }
}
