package org.unroll.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.unroll.testing.TextTraining.config;
import static org.unroll.testing.TextTraining.keys;
import static org.unroll.testing.TextTraining.sha256OfModel;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.testing.ForkedUnroll;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;

/** The same seed and shards give the same parameters, whatever happens to the computation. */
class TestSameBits {

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path data;
  private static String expected;

  @BeforeAll
  static void train() throws Exception {
    data = shared.resolve("data");
    TextTraining.prepare(LocalSpark.context(), data, 300, 1);
    Path out = shared.resolve("model");
    TextTraining.train(LocalSpark.context(), config(), data, out, TrainJob.Start.NEW);
    expected = sha256OfModel(out);
  }

  @ParameterizedTest
  @CsvSource({
    "local[1], org.apache.spark.serializer.JavaSerializer",
    "local[2], org.apache.spark.serializer.KryoSerializer",
    "local[5], org.apache.spark.serializer.JavaSerializer"
  })
  void onAnyNumberOfCoresWithAnySerializer(String master, String serializer) throws Exception {
    LocalSpark.session().stop();
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("same bits")
            .set("spark.serializer", serializer)
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1");
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    try {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      assertThat(spark.getConf().get("spark.serializer")).isEqualTo(serializer);
      TextTraining.train(spark, config(), data, folder.resolve("model"), TrainJob.Start.NEW);
    } finally {
      session.stop();
    }
    assertThat(sha256OfModel(folder.resolve("model"))).isEqualTo(expected);
  }

  @Test
  void withADriverThatWasKilledAndResumed() throws Exception {
    Path out = folder.resolve("model");
    String[] often = {"train.checkpointEveryRounds=1"};
    String[] arguments = ForkedUnroll.train(data, out, keys(often), "--resume");
    try (ForkedUnroll first = ForkedUnroll.start(folder.resolve("first.log"), arguments)) {
      first.awaitRound(out, 2);
      first.kill();
    }
    assertThat(sha256OfModel(out)).isNotEqualTo(expected);
    try (ForkedUnroll second = ForkedUnroll.start(folder.resolve("second.log"), arguments)) {
      assertThat(second.await()).as(second.output()).isZero();
      assertThat(second.output()).contains("continuing after round");
    }
    assertThat(sha256OfModel(out)).isEqualTo(expected);
  }

  @Test
  void withADriverThatWasAskedToStop() throws Exception {
    Path out = folder.resolve("model");
    String[] arguments = ForkedUnroll.train(data, out, keys(), "--resume");
    try (ForkedUnroll first = ForkedUnroll.start(folder.resolve("first.log"), arguments)) {
      first.awaitRound(out, 2);
      first.terminate();
      assertThat(first.await()).as(first.output()).isEqualTo(75);
      assertThat(first.output())
          .containsPattern(
              "unroll: training stopped by SIGTERM after round \\d+ of \\d+; continue");
    }
    assertThat(out.resolve(".lock")).doesNotExist();
    TextTraining.train(LocalSpark.context(), config(), data, out, TrainJob.Start.RESUMED);
    assertThat(sha256OfModel(out)).isEqualTo(expected);
  }

  @Test
  void withASecondRunRefused() throws Exception {
    Path out = folder.resolve("model");
    String[] often = {"train.checkpointEveryRounds=1"};
    String[] arguments = ForkedUnroll.train(data, out, keys(often), "--resume");
    try (ForkedUnroll first = ForkedUnroll.start(folder.resolve("first.log"), arguments)) {
      first.awaitRound(out, 1);
      assertThatThrownBy(
              () ->
                  TextTraining.train(
                      LocalSpark.context(), config(), data, out, TrainJob.Start.RESUMED))
          .isInstanceOf(TryAgainLaterException.class)
          .hasMessageContaining("found another at work (" + System.getProperty("user.name"));
      first.await();
    }
    assertThat(sha256OfModel(out)).isEqualTo(expected);
  }
}
