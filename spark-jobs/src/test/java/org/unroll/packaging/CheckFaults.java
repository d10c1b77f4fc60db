package org.unroll.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.unroll.testing.TextTraining.keys;
import static org.unroll.testing.TextTraining.sha256OfModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.testing.ForkedUnroll;
import org.unroll.testing.LocalCluster;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;

/**
 * What may happen to a training on a cluster, with one sum of its parameters in the end: executors
 * and drivers killed at random moments, speculation, another number of executors after a resume.
 *
 * <p>The log of what was killed when, and the sums, are written to {@code target/faults.log}.
 */
@Tag("slow")
class CheckFaults {

  private static final Path LOG = Path.of("target", "faults.log");

  /** Rounds long enough for a process to be killed in the middle of one. */
  private static final String[] SETTING = {
    "train.shards=4",
    "train.averagingFrequency=20",
    "train.batchSizePerWorker=8",
    "train.maxEpochs=6",
    "train.optimizer=adam",
    "train.learningRate=0.003",
    "train.outer=nesterov",
    "train.checkpointEveryRounds=1",
    "model.embeddingSize=48",
    "model.hiddenSize=96"
  };

  @TempDir private static Path folder;

  private static final Random RANDOM = new Random(20);
  private static final long BEGAN = System.nanoTime();
  private static Path data;
  private static LocalCluster cluster;
  private static String expected;

  @BeforeAll
  static void begin() throws Exception {
    Files.writeString(LOG, "");
    data = folder.resolve("data");
    JavaSparkContext spark = LocalSpark.context();
    TextTraining.prepare(spark, data, 2000, 1);
    spark.stop();
    cluster = LocalCluster.start(Files.createDirectories(folder.resolve("cluster")));
    Path out = folder.resolve("undisturbed");
    train("undisturbed, local[2]", "local[2]", out, List.of());
    expected = sha256OfModel(out);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  private static void log(String event) throws IOException {
    Files.writeString(
        LOG,
        String.format(Locale.ROOT, "%7.1f s  %s%n", (System.nanoTime() - BEGAN) * 1e-9, event),
        java.nio.file.StandardOpenOption.APPEND);
  }

  private static ForkedUnroll submit(String master, Path out, List<String> settings)
      throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "spark.ui.enabled=false",
                "spark.driver.host=127.0.0.1",
                "spark.executor.memory=768m",
                "spark.task.maxFailures=20"));
    all.addAll(settings);
    Path log = out.resolveSibling(out.getFileName() + "-" + System.nanoTime() + ".log");
    return ForkedUnroll.submit(
        log, master, all, ForkedUnroll.train(data, out, keys(SETTING), "--resume"));
  }

  private static void train(String name, String master, Path out, List<String> settings)
      throws Exception {
    try (ForkedUnroll training = submit(master, out, settings)) {
      assertThat(training.await()).as(training.output()).isZero();
    }
    log(name + ": " + sha256OfModel(out));
  }

  /** Waits, kills what {@code kill} says, and writes it down. */
  private static void after(long millis, Callable<String> kill) throws Exception {
    Thread.sleep(millis);
    log(kill.call());
  }

  @Test
  void aStandaloneCluster() throws Exception {
    Path out = folder.resolve("standalone");
    train(
        "standalone, 2 executors, Kryo",
        cluster.master(),
        out,
        List.of("spark.serializer=org.apache.spark.serializer.KryoSerializer"));
    assertThat(sha256OfModel(out)).isEqualTo(expected);
  }

  @Test
  void speculationAndSlices() throws Exception {
    Path out = folder.resolve("speculation");
    train(
        "standalone, speculation, averaged in slices",
        cluster.master(),
        out,
        List.of(
            "spark.speculation=true",
            "spark.speculation.interval=10ms",
            "spark.speculation.multiplier=1.01",
            "spark.speculation.quantile=0.25",
            "spark.driver.maxResultSize=4m"));
    assertThat(sha256OfModel(out)).isEqualTo(expected);
  }

  @Test
  void executorsKilledThreeTimes() throws Exception {
    Path out = folder.resolve("executors");
    try (ForkedUnroll training = submit(cluster.master(), out, List.of())) {
      for (int round : new int[] {1, 6, 11}) {
        training.awaitRound(out, round);
        after(
            RANDOM.nextInt(300),
            () -> {
              List<ProcessHandle> running = cluster.executors();
              ProcessHandle victim = running.get(RANDOM.nextInt(running.size()));
              victim.destroyForcibly();
              return "kill -9 of executor "
                  + victim.pid()
                  + ", newest checkpoint "
                  + TextTraining.latest(out).getFileName();
            });
      }
      assertThat(training.await()).as(training.output()).isZero();
    }
    log("standalone, executors killed three times: " + sha256OfModel(out));
    assertThat(sha256OfModel(out)).isEqualTo(expected);
  }

  @Test
  void driversKilledAndResumedOnOtherExecutors() throws Exception {
    Path out = folder.resolve("drivers");
    String[] masters = {"local[3]", cluster.master(), "local[1]"};
    for (int life = 0; life < masters.length; life++) {
      try (ForkedUnroll training = submit(masters[life], out, List.of())) {
        training.awaitRound(out, 3 + 5 * life);
        boolean inCheckpoint = life != 1;
        if (inCheckpoint) {
          awaitCheckpointUnderWay(out);
        }
        after(
            inCheckpoint ? 0 : RANDOM.nextInt(500),
            () -> {
              training.kill();
              return "kill -9 of the driver, newest checkpoint "
                  + TextTraining.latest(out).getFileName()
                  + ", beside it "
                  + TextTraining.names(out.resolve("checkpoints"));
            });
      }
    }
    train(
        "drivers killed on local[3], standalone, local[1]; then one executor",
        cluster.master(),
        out,
        List.of("spark.cores.max=1"));
    assertThat(sha256OfModel(out)).isEqualTo(expected);
  }

  /** Until a checkpoint is being written aside. */
  private static void awaitCheckpointUnderWay(Path run) throws Exception {
    for (int tries = 0; tries < 60_000; tries++) {
      if (TextTraining.names(run.resolve("checkpoints")).stream()
          .anyMatch(n -> n.endsWith(".new"))) {
        return;
      }
      Thread.sleep(1);
    }
  }
}
