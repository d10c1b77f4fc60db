package org.unroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.unroll.testing.TextTraining.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll.articles.ExtractInput;
import org.unroll.articles.ExtractJob;
import org.unroll.articles.files.ArticleFormat;
import org.unroll.dump.Dump;
import org.unroll.dump.SampleDump;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.files.Sha256;
import org.unroll.prepare.PrepareInput;
import org.unroll.prepare.PrepareJob;
import org.unroll.progress.Progress;
import org.unroll.testing.FaultyFileSystem;
import org.unroll.testing.FaultyFileSystem.Fault;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;
import org.unroll.training.TrainJob;

/**
 * {@code prepare}, {@code extract} and {@code train} where a single operation on files goes wrong:
 * run again, they end with the same files as a run that nothing disturbed, and with no others.
 */
class TestFileFaults {

  @TempDir private static Path folder;

  private static Path data;
  private static Path text;
  private static Path dump;

  /** A job that writes into a folder. */
  private enum Job {
    PREPARE {
      @Override
      void run(Path out) {
        new PrepareJob(
                LocalSpark.context(),
                config(),
                new PrepareInput.Text(text.toUri().toString()),
                FaultyFileSystem.path(out),
                Progress.silent())
            .run();
      }
    },
    EXTRACT {
      @Override
      void run(Path out) {
        new ExtractJob(
                LocalSpark.context(),
                new ExtractInput(List.of(dump.toString()), Dump.Damage.REFUSE, Optional.empty()),
                config().cleaner(),
                ArticleFormat.JSONL,
                FaultyFileSystem.path(out),
                Progress.silent())
            .run();
      }
    },
    TRAIN {
      @Override
      void run(Path out) {
        new TrainJob(
                LocalSpark.context(),
                config("train.maxRounds=3", "train.shards=2", "train.averagingFrequency=1"),
                TextTraining.hadoop(data),
                FaultyFileSystem.path(out),
                TrainJob.Start.RESUMED,
                Progress.silent())
            .run();
      }
    };

    abstract void run(Path out);
  }

  @BeforeAll
  static void prepare() throws IOException {
    FaultyFileSystem.addTo(LocalSpark.context().hadoopConfiguration());
    data = folder.resolve("data");
    TextTraining.prepare(LocalSpark.context(), data, 60, 1);
    text = folder.resolve("data.txt");
    dump = SampleDump.write(folder.resolve("dump.xml"), 30);
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  @ParameterizedTest
  @EnumSource(Job.class)
  void oneInManyOperations(Job job) throws Exception {
    sweep(job, Fault.FAILS, 5, 23);
    sweep(job, Fault.DIES, 16, 23);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Job.class)
  void everyOperationThatFails(Job job) throws Exception {
    sweep(job, Fault.FAILS, 1, 1);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Job.class)
  void everyOperationInWhichTheProcessIsKilled(Job job) throws Exception {
    sweep(job, Fault.DIES, 1, 1);
  }

  private static void sweep(Job job, Fault fault, int first, int step) throws Exception {
    Path undisturbed = place(job, fault, 0).resolve("out");
    job.run(undisturbed);
    Map<String, String> expected = files(undisturbed.getParent());
    boolean struck = true;
    for (int k = first; struck; k += step) {
      Path out = place(job, fault, k).resolve("out");
      FaultyFileSystem.strike(fault, k);
      String failure = failure(job, out);
      struck = FaultyFileSystem.heal();
      runAfterTheFault(job, out);
      assertThat(files(out.getParent())).as("k = %d: %s", k, failure).isEqualTo(expected);
    }
  }

  private static Path place(Job job, Fault fault, int k) throws IOException {
    return Files.createDirectories(folder.resolve(job + "-" + fault + "-" + k));
  }

  private static String failure(Job job, Path out) {
    try {
      job.run(out);
      return "";
    } catch (Exception | FaultyFileSystem.Killed e) {
      return e.toString();
    }
  }

  private static void runAfterTheFault(Job job, Path out) throws IOException {
    for (int again = 0; ; again++) {
      try {
        age(out.getParent());
        job.run(out);
        return;
      } catch (TryAgainLaterException e) {
        // A takeover of a lock that was killed holds up the next run once.
        assertThat(again).as(e.getMessage()).isZero();
      }
    }
  }

  /** Locks that a dead run left become stale with time. */
  private static void age(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(f -> f.getFileName().toString().contains(".lock")).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(3))));
      }
    }
  }

  /**
   * The sum of each file; of the metrics, what is not a time, without the lines of checkpoints,
   * which follow these.
   */
  private static Map<String, String> files(Path place) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(f -> !f.equals(place)).toList()) {
        String name = place.relativize(file).toString();
        sums.put(name, Files.isDirectory(file) ? "a folder" : sum(file));
      }
    }
    return sums;
  }

  private static String sum(Path file) throws IOException {
    if (file.getFileName().toString().equals("metrics.jsonl")) {
      return Files.readString(file)
          .lines()
          .filter(line -> !line.contains("\"kind\":\"checkpoint\""))
          .map(line -> line.replaceAll("\"(\\w+Seconds|\\w+PerSecond|\\w*Share)\":[^,}]*", ""))
          .collect(Collectors.joining("\n"));
    }
    return Sha256.of(Files.readAllBytes(file));
  }
}
