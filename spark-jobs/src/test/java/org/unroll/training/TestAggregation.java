package org.unroll.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.unroll.testing.TextTraining.config;
import static org.unroll.testing.TextTraining.sha256OfModel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.config.UnrollConfig;
import org.unroll.data.LanguageData;
import org.unroll.data.PreparedData;
import org.unroll.dataset.Split;
import org.unroll.files.Folder;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;
import org.unroll.train.StopRequest;
import org.unroll.train.TrainingListeners;
import org.unroll.train.TrainingLoop;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;
import org.unroll.train.round.LocalRoundExecutor;
import org.unroll.train.round.RoundExecutor;

/** A driver that may receive next to nothing: results must be averaged on the executors. */
class TestAggregation {

  @TempDir private Path folder;

  private Path data;
  private SparkSession session;

  @BeforeEach
  void begin() throws IOException {
    data = folder.resolve("data");
    TextTraining.prepare(LocalSpark.context(), data, 300, 1);
    LocalSpark.session().stop();
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("aggregation")
            .set("spark.driver.maxResultSize", "48k")
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1");
    session = SparkSession.builder().config(conf).getOrCreate();
  }

  @AfterEach
  void stop() {
    session.stop();
  }

  private JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  @ParameterizedTest
  @ValueSource(strings = {"float32", "float16"})
  void slicesOnExecutorsGiveTheBitsOfTheDriverAndOfOneThread(String updatePrecision)
      throws IOException {
    UnrollConfig config =
        config(
            "train.shards=7",
            "train.optimizer=adam",
            "train.learningRate=0.01",
            "train.schedule.kind=constant",
            "train.updatePrecision=" + updatePrecision);
    LanguageData prepared =
        LanguageData.open(
            config, PreparedData.open(TextTraining.hadoop(data), spark().hadoopConfiguration()));
    Aggregation sliced = Aggregation.of(spark(), TrainingRuns.of(prepared, 1));
    assertThat(sliced).isEqualTo(new Aggregation.BySlices(7));
    TextTraining.train(spark(), config, data, folder.resolve("sliced"), TrainJob.Start.NEW);
    session.stop();

    UnrollConfig onDriver = config.with(List.of("train.aggregationDepth=1"));
    TextTraining.train(
        LocalSpark.context(), onDriver, data, folder.resolve("on-driver"), TrainJob.Start.NEW);

    assertThat(sha256OfModel(folder.resolve("sliced")))
        .isEqualTo(sha256OfModel(folder.resolve("on-driver")))
        .isEqualTo(sha256OfModel(trainInThisThread(config)));
  }

  private Path trainInThisThread(UnrollConfig config) {
    JavaSparkContext spark = LocalSpark.context();
    LanguageData prepared =
        LanguageData.open(
            config, PreparedData.open(TextTraining.hadoop(data), spark.hadoopConfiguration()));
    TrainingRun run = TrainingRuns.of(prepared, 1);
    RoundExecutor executor =
        new LocalRoundExecutor<>(
            prepared.task(),
            run.train().local(),
            prepared.shards(spark, Split.TRAIN, 7).collect(),
            prepared.shards(spark, Split.VALIDATION, 1).collect());
    Path out = folder.resolve("one-thread");
    CheckpointStore checkpoints =
        new CheckpointStore(Folder.of(TextTraining.hadoop(out), spark.hadoopConfiguration()));
    new TrainingLoop(
            run, executor, checkpoints, new TrainingListeners(List.of()), StopRequest.none())
        .train(TrainingState.initial(run));
    return out;
  }
}
