package org.unroll.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.unroll.testing.TextTraining.sha256OfModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.testing.ForkedUnroll;
import org.unroll.testing.LocalCluster;

/**
 * The demos of the tasks with labelled data: one sum of the parameters on one thread, on two
 * executors of which one is killed, and after a driver is killed and another one resumes.
 *
 * <p>The sums are written to {@code target/tasks.log}.
 */
@Tag("slow")
class CheckTasks {

  private static final Path LOG = Path.of("target", "tasks.log");

  @TempDir private static Path folder;

  private static LocalCluster cluster;

  @BeforeAll
  static void begin() throws Exception {
    Files.writeString(LOG, "");
    cluster = LocalCluster.start(Files.createDirectories(folder.resolve("cluster")));
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tagging", "classification", "features", "translation", "description"})
  void theSameBitsWhateverDies(String task) throws Exception {
    Path undisturbed = folder.resolve(task);
    try (ForkedUnroll demo = demo(task, "local[1]", undisturbed)) {
      assertThat(demo.await()).as(demo.output()).isZero();
    }
    String expected = sum(task, "local[1]", undisturbed);

    Path executors = folder.resolve(task + "-executors");
    try (ForkedUnroll demo = demo(task, cluster.master(), executors)) {
      demo.awaitRound(executors.resolve("model"), 1);
      cluster.executors().get(0).destroyForcibly();
      assertThat(demo.await()).as(demo.output()).isZero();
    }
    assertThat(sum(task, "two executors, one killed", executors)).isEqualTo(expected);

    Path drivers = folder.resolve(task + "-drivers");
    try (ForkedUnroll demo = demo(task, "local[2]", drivers)) {
      demo.awaitRound(drivers.resolve("model"), 1);
      demo.kill();
    }
    try (ForkedUnroll demo = demo(task, "local[2]", drivers)) {
      assertThat(demo.await()).as(demo.output()).isZero();
    }
    assertThat(sum(task, "local[2], driver killed and resumed", drivers)).isEqualTo(expected);
  }

  private static ForkedUnroll demo(String task, String master, Path out) throws IOException {
    List<String> settings = new ArrayList<>();
    settings.add("spark.ui.enabled=false");
    settings.add("spark.driver.host=127.0.0.1");
    settings.add("spark.executor.memory=768m");
    settings.add("spark.task.maxFailures=20");
    if (!master.startsWith("local")) {
      settings.add("spark.serializer=org.apache.spark.serializer.KryoSerializer");
    }
    Path log = folder.resolve(out.getFileName() + "-" + System.nanoTime() + ".log");
    return ForkedUnroll.submit(
        log, master, settings, "demo", "--task", task, "--out", out.toString());
  }

  private static String sum(String task, String how, Path out) throws IOException {
    String sum = sha256OfModel(out.resolve("model"));
    Files.writeString(
        LOG,
        String.format(Locale.ROOT, "%-14s %-36s %s%n", task, how, sum),
        StandardOpenOption.APPEND);
    return sum;
  }
}
