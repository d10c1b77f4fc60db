package org.unroll.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.unroll.testing.TextTraining.keys;
import static org.unroll.testing.TextTraining.names;
import static org.unroll.testing.TextTraining.sha256OfModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
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
 * Signals at random moments of a command's life, from the start of Spark to the end: it ends with
 * exit code 75 and one line, or with 0 if it was done, and run again it ends with the same result.
 *
 * <p>{@code -Dunroll.kills=200} tries as many moments of {@code train} in local mode, and a share
 * of them elsewhere. The log of what was sent when is {@code target/signals.log}.
 */
@Tag("slow")
class CheckSignals {

  private static final Path LOG = Path.of("target", "signals.log");
  private static final int KILLS = Integer.getInteger("unroll.kills", 12);
  private static final int TRY_AGAIN_LATER = 75;

  private static final String[] SETTING = {
    "train.shards=2",
    "train.averagingFrequency=20",
    "train.batchSizePerWorker=8",
    "train.maxEpochs=4",
    "train.checkpointEveryRounds=3",
    "model.embeddingSize=48",
    "model.hiddenSize=96"
  };

  private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");

  @TempDir private static Path folder;

  private static final Random RANDOM = new Random(12);
  private static Path data;
  private static String expected;
  private static long undisturbedMillis;

  @BeforeAll
  static void begin() throws Exception {
    Files.writeString(LOG, "");
    data = folder.resolve("data");
    TextTraining.prepare(LocalSpark.context(), data, 1500, 1);
    LocalSpark.session().stop();
    Path out = folder.resolve("undisturbed");
    long began = System.nanoTime();
    try (ForkedUnroll training = start("local[2]", out, train(out))) {
      assertThat(training.await()).as(training.output()).isZero();
    }
    undisturbedMillis = (System.nanoTime() - began) / 1_000_000;
    expected = sha256OfModel(out);
  }

  @AfterAll
  static void log() throws IOException {
    log("undisturbed: %.1f s".formatted(undisturbedMillis * 1e-3));
  }

  private static void log(String event) throws IOException {
    Files.writeString(LOG, event + "\n", java.nio.file.StandardOpenOption.APPEND);
  }

  private static String[] train(Path out) {
    return ForkedUnroll.train(data, out, keys(SETTING), "--resume");
  }

  private static ForkedUnroll start(String master, Path out, String... arguments)
      throws IOException {
    return ForkedUnroll.submit(
        out.resolveSibling(out.getFileName() + "-" + System.nanoTime() + ".log"),
        master,
        List.of(
            "spark.ui.enabled=false",
            "spark.driver.host=127.0.0.1",
            "spark.executor.memory=768m",
            "spark.cores.max=2"),
        arguments);
  }

  /** Runs a command, and sends it a signal, one time in three two, at a random moment. */
  private static int disturb(String master, Path out, String... arguments) throws Exception {
    return disturb(undisturbedMillis, master, out, arguments);
  }

  private static int disturb(long withinMillis, String master, Path out, String... arguments)
      throws Exception {
    try (ForkedUnroll run = start(master, out, arguments)) {
      run.awaitBegin();
      long wait = RANDOM.nextLong(withinMillis);
      String signal = SIGNALS.get(RANDOM.nextInt(SIGNALS.size()));
      boolean twice = RANDOM.nextInt(3) == 0;
      Thread.sleep(wait);
      run.signal(signal);
      if (twice) {
        Thread.sleep(RANDOM.nextInt(1500));
        run.signal(signal);
      }
      int code = run.await();
      List<String> ours = run.output().lines().filter(line -> line.startsWith("unroll: ")).toList();
      log(
          String.format(
              Locale.ROOT,
              "%s on %s: SIG%s%s after %.2f s: %d %s",
              arguments[0],
              master,
              signal,
              twice ? " twice" : "",
              wait * 1e-3,
              code,
              ours));
      assertThat(code).as(run.output()).isIn(0, TRY_AGAIN_LATER);
      if (code != 0) {
        assertThat(ours).as(run.output()).hasSize(1);
        assertThat(ours.get(0)).contains(" stopped by SIG" + signal);
      }
      return code;
    }
  }

  /** Disturbs runs of a training again and again, each until it has come to its end. */
  private static void disturbTraining(String master, int kills) throws Exception {
    TreeMap<Integer, Integer> codes = new TreeMap<>();
    Path out = folder.resolve("train-" + System.nanoTime());
    for (int kill = 0; kill < kills; kill++) {
      int code = disturb(master, out, train(out));
      codes.merge(code, 1, Integer::sum);
      if (code == 0) {
        assertThat(sha256OfModel(out)).isEqualTo(expected);
        out = folder.resolve("train-" + System.nanoTime());
      }
    }
    try (ForkedUnroll training = start(master, out, train(out))) {
      assertThat(training.await()).as(training.output()).isZero();
    }
    assertThat(sha256OfModel(out)).isEqualTo(expected);
    assertThat(names(out)).containsExactly("best", "checkpoints", "latest", "metrics.jsonl");
    assertThat(names(out.resolve("checkpoints"))).allMatch(name -> name.startsWith("round-"));
    log("train on " + master + ", exit codes and how often: " + codes);
  }

  @Test
  void trainingInOneProcess() throws Exception {
    disturbTraining("local[2]", KILLS);
  }

  @Test
  void trainingOnExecutorsOfTheirOwn() throws Exception {
    disturbTraining("local-cluster[2,1,1024]", share());
  }

  @Test
  void trainingOnACluster() throws Exception {
    Path home = Files.createDirectories(folder.resolve("cluster"));
    try (LocalCluster cluster = LocalCluster.start(home)) {
      disturbTraining(cluster.master(), share());
    }
  }

  private static int share() {
    return Math.max(2, KILLS / 6);
  }

  @Test
  void preparingAndExtracting() throws Exception {
    Path dump = org.unroll.dump.SampleDump.write(folder.resolve("dump.xml"), 3000);
    Path place = Files.createDirectories(folder.resolve("prepared"));
    String[] prepare = {
      "prepare", "--text", data + ".txt", "--out", place.resolve("data").toString()
    };
    String[] extract = {
      "extract", "--dump", dump.toString(), "--out", place.resolve("articles").toString()
    };
    for (int kill = 0; kill < share(); kill++) {
      for (String[] command : List.of(prepare, extract)) {
        disturb("local[2]", folder.resolve(command[0]), command);
      }
    }
    for (String[] command : List.of(prepare, extract)) {
      try (ForkedUnroll run = start("local[2]", folder.resolve(command[0]), command)) {
        assertThat(run.await()).as(run.output()).isZero();
      }
    }
    assertThat(names(place)).containsExactly("articles", "data");
    assertThat(names(place.resolve("data"))).contains("_SUCCESS");
  }

  @Test
  void evaluatingAndPlanning() throws Exception {
    Path out = Files.createDirectories(folder.resolve("figures"));
    String[] evaluate = {
      "evaluate", "--data", data.toString(), "--model", folder.resolve("undisturbed").toString()
    };
    String[] plan = {
      "plan", "--data", data.toString(), "--set", "train.shards=2", "--set", "model.hiddenSize=96"
    };
    for (String[] command : List.of(evaluate, plan)) {
      long began = System.nanoTime();
      try (ForkedUnroll run = start("local[2]", out, command)) {
        assertThat(run.await()).as(run.output()).isZero();
      }
      long millis = (System.nanoTime() - began) / 1_000_000;
      for (int kill = 0; kill < share(); kill++) {
        disturb(millis, "local[2]", out, command);
      }
    }
    assertThat(names(out)).isEmpty();
  }
}
