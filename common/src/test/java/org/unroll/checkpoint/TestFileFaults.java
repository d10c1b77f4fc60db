package org.unroll.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.files.Folder;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;
import org.unroll.testing.FaultyFileSystem;
import org.unroll.testing.FaultyFileSystem.Fault;

/** A lock and checkpoints where each single operation on files goes wrong. */
class TestFileFaults {

  private static final TensorLayout LAYOUT = TensorLayout.builder().add("w", 2, 2).build();
  private static final int ROUNDS = 3;

  @TempDir private Path folder;

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  private static Snapshot snapshot(int round) {
    float[] values = {round, 2, 3, 4};
    return new Snapshot(
        "{}",
        Map.of("vocab.txt", "a\n"),
        new TensorBlock(LAYOUT, values, Map.of()),
        "{\"round\": " + round + "}",
        new TensorBlock(
            TensorLayout.builder().add("hidden_state.0", 0).build(), new float[0], Map.of()),
        new Provenance("language", "data", round, 0, round, null));
  }

  private static Folder faulty(Path run) {
    Configuration hadoop = new Configuration();
    FaultyFileSystem.addTo(hadoop);
    return Folder.of(FaultyFileSystem.path(run), hadoop);
  }

  /** A run in which every round has a checkpoint, and odd ones are the best. */
  private static void train(Folder run) {
    try (RunLock lock = RunLock.take(run)) {
      CheckpointStore store = new CheckpointStore(run);
      store.recover();
      int begun = store.readLatest(line -> {}).map(found -> found.provenance().round()).orElse(0);
      for (int round = begun + 1; round <= ROUNDS; round++) {
        store.write(snapshot(round), round % 2 == 1);
        lock.refresh();
      }
    }
  }

  /** Locks that a dead run left become stale with time. */
  private static void age(Path run) throws Exception {
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith(".lock")).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(3))));
      }
    }
  }

  private static void trainAfterTheFault(Path run) throws Exception {
    for (int again = 0; ; again++) {
      try {
        if (Files.exists(run)) {
          age(run);
        }
        train(faulty(run));
        return;
      } catch (TryAgainLaterException e) {
        // A takeover that was killed holds up the next run once.
        assertThat(again).as(e.getMessage()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void whereverTheFaultStrikesTheNextRunGoesOnFromAWholeCheckpoint(Fault fault) throws Exception {
    sweep(fault, fault == Fault.FAILS ? 3 : 1, 9);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyOperation(Fault fault) throws Exception {
    sweep(fault, 1, 1);
  }

  private void sweep(Fault fault, int first, int step) throws Exception {
    boolean struck = true;
    int k;
    for (k = first; struck; k += step) {
      Path run = folder.resolve("run-" + k);
      FaultyFileSystem.strike(fault, k);
      Optional<Throwable> failure = failure(run);
      struck = FaultyFileSystem.heal();
      if (Files.exists(run)) {
        // A reader finds a whole checkpoint at any time, once there is one.
        new CheckpointStore(faulty(run))
            .latest()
            .ifPresent(found -> assertThat(new CheckpointFolder(found).read()).isNotNull());
      }

      trainAfterTheFault(run);

      CheckpointStore store = new CheckpointStore(faulty(run));
      assertThat(new CheckpointFolder(store.latest().orElseThrow()).read().trainingState())
          .as("k = %d, %s", k, failure)
          .isEqualTo("{\"round\": " + ROUNDS + "}");
      assertThat(store.best().orElseThrow().name()).isEqualTo("round-000003");
      assertThat(names(run))
          .as("k = %d, %s", k, failure)
          .isEqualTo(List.of("best", "checkpoints", "latest"));
      assertThat(names(run.resolve("checkpoints")))
          .as("k = %d, %s", k, failure)
          .isEqualTo(List.of("round-000002", "round-000003"));
    }
    assertThat(k).isGreaterThan(100);
  }

  private static Optional<Throwable> failure(Path run) {
    try {
      train(faulty(run));
      return Optional.empty();
    } catch (RuntimeException | FaultyFileSystem.Killed e) {
      return Optional.of(e);
    }
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
