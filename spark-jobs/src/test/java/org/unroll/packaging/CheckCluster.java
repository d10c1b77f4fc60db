package org.unroll.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.unroll.testing.TextTraining.config;
import static org.unroll.testing.TextTraining.keys;
import static org.unroll.testing.TextTraining.sha256OfModel;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.testing.ForkedUnroll;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;
import org.unroll.training.TrainJob;

/**
 * The jar on executors that are JVMs of their own: the same bits as in one JVM. Runs after
 * packaging.
 */
class CheckCluster {

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
    LocalSpark.session().stop();
    expected = sha256OfModel(out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JavaSerializer", "KryoSerializer"})
  void twoExecutorsGiveTheSameBits(String serializer) throws Exception {
    Path out = folder.resolve("model");
    List<String> settings =
        List.of(
            "spark.serializer=org.apache.spark.serializer." + serializer,
            "spark.ui.enabled=false",
            "spark.driver.host=127.0.0.1");
    try (ForkedUnroll training =
        ForkedUnroll.submit(
            folder.resolve("log"),
            "local-cluster[2,1,1024]",
            settings,
            ForkedUnroll.train(data, out, keys()))) {
      assertThat(training.await()).as(training.output()).isZero();
    }
    assertThat(sha256OfModel(out)).isEqualTo(expected);
  }
}
