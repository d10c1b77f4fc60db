package org.unroll.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.unroll.testing.TextTraining.keys;
import static org.unroll.testing.TextTraining.sha256OfModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * A driver that runs on a worker ({@code --deploy-mode cluster}) and is stopped there at random
 * moments, by a signal or by {@code spark-submit --kill}: it leaves a checkpoint, and resumed it
 * ends with the sum of an undisturbed run. How the driver ended, the master knows; the exit code of
 * {@code spark-submit} is 0 whatever happened.
 *
 * <p>The log of what was stopped when is {@code target/driver-signals.log}.
 */
@Tag("slow")
class CheckDriverOnCluster {

  private static final Path LOG = Path.of("target", "driver-signals.log");
  private static final int KILLS = Math.max(2, Integer.getInteger("unroll.kills", 12) / 6);
  private static final Pattern SUBMITTED = Pattern.compile("submitted as (driver-\\S+)");

  /** No checkpoint but those that a stop or the end leaves. */
  private static final String[] SETTING = {
    "train.shards=2",
    "train.averagingFrequency=20",
    "train.batchSizePerWorker=8",
    "train.maxEpochs=4",
    "train.checkpointEveryRounds=1000",
    "model.embeddingSize=48",
    "model.hiddenSize=96"
  };

  @TempDir private static Path folder;

  private static final Random RANDOM = new Random(13);
  private static Path data;
  private static LocalCluster cluster;
  private static String expected;
  private static long undisturbedMillis;

  /** How a driver that has ended was stopped, and what is known of it. */
  private record Driver(String id, String state) {}

  @BeforeAll
  static void begin() throws Exception {
    Files.writeString(LOG, "");
    data = folder.resolve("data");
    TextTraining.prepare(LocalSpark.context(), data, 1500, 1);
    LocalSpark.session().stop();
    cluster = LocalCluster.start(Files.createDirectories(folder.resolve("cluster")));
    Path local = folder.resolve("local");
    long began = System.nanoTime();
    try (ForkedUnroll training =
        ForkedUnroll.submit(folder.resolve("local.log"), "local[2]", List.of(), train(local))) {
      assertThat(training.await()).as(training.output()).isZero();
    }
    undisturbedMillis = (System.nanoTime() - began) / 1_000_000;
    expected = sha256OfModel(local);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  private static String[] train(Path out) {
    return ForkedUnroll.train(data, out, keys(SETTING), "--resume");
  }

  /** Stops a driver, or lets it run. */
  private interface Stopper {
    void stop(ProcessHandle driver, String id) throws Exception;
  }

  private static Driver run(Path out, Stopper stopper) throws Exception {
    Path log = out.resolveSibling(out.getFileName() + "-" + System.nanoTime() + ".log");
    List<String> settings =
        List.of(
            "spark.submit.deployMode=cluster",
            "spark.standalone.submit.waitAppCompletion=true",
            "spark.ui.enabled=false",
            "spark.driver.memory=700m",
            "spark.executor.memory=768m",
            "spark.cores.max=1");
    try (ForkedUnroll submit = ForkedUnroll.submit(log, cluster.master(), settings, train(out))) {
      String id = awaitSubmission(submit);
      ProcessHandle driver = awaitDriver();
      ForkedUnroll.awaitBegin(driver);
      stopper.stop(driver, id);
      assertThat(submit.await()).as(submit.output()).isZero();
      return new Driver(id, stateOf(id));
    }
  }

  private static String awaitSubmission(ForkedUnroll submit) throws Exception {
    for (int tries = 0; tries < 6_000; tries++) {
      Matcher found = SUBMITTED.matcher(submit.output());
      if (found.find()) {
        return found.group(1);
      }
      Thread.sleep(10);
    }
    throw new AssertionError("no driver was submitted: " + submit.output());
  }

  private static ProcessHandle awaitDriver() throws Exception {
    for (int tries = 0; tries < 6_000; tries++) {
      List<ProcessHandle> drivers = cluster.drivers();
      if (!drivers.isEmpty()) {
        return drivers.get(0);
      }
      Thread.sleep(10);
    }
    throw new AssertionError("no driver runs on the workers: " + cluster.masterLog());
  }

  /** The end of a driver as the master has it: FINISHED after exit code 0, FAILED, or KILLED. */
  private static String stateOf(String id) throws IOException {
    Matcher state =
        Pattern.compile("Removing driver: " + id + " \\((\\w+)").matcher(cluster.masterLog());
    assertThat(state.find()).as(cluster.masterLog()).isTrue();
    return state.group(1);
  }

  private static void log(String what, long millis, Path out, Driver driver) throws IOException {
    Files.writeString(
        LOG,
        String.format(
            Locale.ROOT,
            "%s after %.2f s: %s, checkpoint %s%n",
            what,
            millis * 1e-3,
            driver.state(),
            Files.exists(out.resolve("latest"))
                ? Files.readString(out.resolve("latest")).strip()
                : "none"),
        java.nio.file.StandardOpenOption.APPEND);
  }

  private static long randomMoment() throws InterruptedException {
    long millis = RANDOM.nextLong(undisturbedMillis);
    Thread.sleep(millis);
    return millis;
  }

  private static void finish(Path out) throws Exception {
    assertThat(run(out, (driver, id) -> {}).state()).isEqualTo("FINISHED");
    assertThat(sha256OfModel(out)).isEqualTo(expected);
  }

  @Test
  void aSignalToTheDriver() throws Exception {
    Path out = folder.resolve("signalled");
    for (int kill = 0; kill < KILLS; kill++) {
      long[] millis = new long[1];
      Driver driver =
          run(
              out,
              (process, id) -> {
                millis[0] = randomMoment();
                process.destroy();
              });
      log("SIGTERM", millis[0], out, driver);
      if (driver.state().equals("FINISHED")) {
        assertThat(sha256OfModel(out)).isEqualTo(expected);
        out = folder.resolve("signalled-" + kill);
      } else {
        assertThat(driver.state()).isEqualTo("FAILED");
        assertThat(cluster.errorsOfDriver(driver.id()).lines())
            .filteredOn(line -> line.startsWith("unroll: "))
            .singleElement()
            .asString()
            .contains(" stopped by SIGTERM");
      }
    }
    finish(out);
  }

  @Test
  void aDriverThatTheMasterIsAskedToKill() throws Exception {
    Path out = folder.resolve("killed");
    for (int kill = 0; kill < KILLS; kill++) {
      long[] millis = new long[1];
      Driver driver =
          run(
              out,
              (process, id) -> {
                millis[0] = randomMoment();
                kill(id);
                process.onExit().join();
              });
      log("spark-submit --kill", millis[0], out, driver);
      if (driver.state().equals("FINISHED")) {
        assertThat(sha256OfModel(out)).isEqualTo(expected);
        out = folder.resolve("killed-" + kill);
      } else {
        assertThat(driver.state()).isEqualTo("KILLED");
      }
    }
    finish(out);
  }

  private static void kill(String id) throws Exception {
    Path log = folder.resolve("kill-" + id + ".log");
    try (ForkedUnroll request =
        ForkedUnroll.sparkSubmit(log, List.of("--master", cluster.restMaster(), "--kill", id))) {
      assertThat(request.await()).as(request.output()).isZero();
    }
  }

  @Test
  void aStopLeavesTheLastFinishedRound() throws Exception {
    Path out = folder.resolve("checkpoint");
    run(
        out,
        (process, id) -> {
          awaitRounds(out, 3);
          process.destroy();
        });
    assertThat(out.resolve("latest")).content().doesNotContain("round-000000");
    finish(out);
  }

  private static void awaitRounds(Path out, int rounds) throws Exception {
    Path metrics = out.resolve("metrics.jsonl");
    for (int tries = 0; tries < 12_000; tries++) {
      if (Files.exists(metrics)
          && Files.readString(metrics).contains("\"kind\":\"round\",\"round\":" + rounds)) {
        return;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("no round " + rounds);
  }
}
