package org.unroll.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.unroll.testing.TextTraining.config;
import static org.unroll.testing.TextTraining.names;
import static org.unroll.testing.TextTraining.sha256OfModel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.checkpoint.CheckpointFolder;
import org.unroll.config.UnrollConfig;
import org.unroll.data.LanguageData;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.errors.StorageException;
import org.unroll.errors.TrainingException;
import org.unroll.errors.UnrollException;
import org.unroll.files.Folder;
import org.unroll.math.Seeds;
import org.unroll.optim.Optimizer;
import org.unroll.progress.Progress;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.TokenBatch;
import org.unroll.task.language.WindowShard;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;

class TestTrainJob {

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path data;

  @BeforeAll
  static void prepare() throws IOException {
    data = shared.resolve("data");
    TextTraining.prepare(LocalSpark.context(), data, 300, 1);
  }

  private Path out() {
    return folder.resolve("model");
  }

  private TrainReport train(UnrollConfig config, Path out, TrainJob.Start start) {
    return TextTraining.train(LocalSpark.context(), config, data, out, start);
  }

  private TensorBlock model(Path run) throws IOException {
    Folder latest =
        Folder.of(
            TextTraining.hadoop(TextTraining.latest(run)),
            LocalSpark.context().hadoopConfiguration());
    return new CheckpointFolder(latest).readModel().model();
  }

  /** Training as one would write it for one machine, without shards, rounds or Spark. */
  private static float[] serial(UnrollConfig config) {
    LanguageData prepared = TextTraining.open(data);
    WindowShard text = prepared.shards(LocalSpark.context(), Split.TRAIN, 1).collect().get(0);
    int vocabulary = prepared.vocabulary().size();
    int batchSize = config.train().local().batchSize();
    TensorLayout layout = LanguageModel.layout(config.model(), vocabulary);
    float[] parameters = new float[layout.size()];
    LanguageModel.initialize(
        parameters, layout, config.model(), Seeds.mix(config.train().local().seed()));
    try (LanguageModel model =
        new LanguageModel(config.model(), vocabulary, text.windowLength() - 1, batchSize)) {
      model.setParameters(parameters);
      Optimizer optimizer = new Optimizer(config.train().local().optimizer(), layout);
      TokenBatch batch = new TokenBatch(text.windowLength() - 1, batchSize);
      for (int epoch = 0; epoch < config.train().end().maxEpochs(); epoch++) {
        model.clearState();
        for (int step = 0; step < text.steps(batchSize); step++) {
          text.fill(step, batch);
          model.backward(batch, Seeds.mix(config.train().local().seed(), 0, epoch, step));
          optimizer.step(
              model.parameters(), model.gradient(), config.train().learningRate().initial());
        }
      }
      model.copyParametersTo(parameters);
    }
    return parameters;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adam"})
  void oneShardEqualsASerialLoop(String optimizer) throws IOException {
    UnrollConfig config =
        config(
            "train.shards=1",
            "train.schedule.kind=constant",
            "train.optimizer=" + optimizer,
            "train.learningRate=0.01");
    train(config, out(), TrainJob.Start.NEW);
    assertThat(Arrays.equals(model(out()).values(), serial(config))).isTrue();
  }

  @Test
  void aRunResumedAfterAStopEqualsOneThatWasNeverStopped() throws IOException {
    TrainReport whole = train(config(), folder.resolve("whole"), TrainJob.Start.NEW);
    for (String stop : List.of("1", "4", "11")) {
      Path out = folder.resolve("stopped-" + stop);
      train(config("train.maxRounds=" + stop), out, TrainJob.Start.NEW);
      assertThat(sha256OfModel(out)).isNotEqualTo(sha256OfModel(folder.resolve("whole")));
      TrainReport resumed = train(config(), out, TrainJob.Start.RESUMED);
      assertThat(sha256OfModel(out)).isEqualTo(sha256OfModel(folder.resolve("whole")));
      assertThat(resumed.tokens()).isEqualTo(whole.tokens());
      // Stopping cost one more validation, which may have found better parameters.
      assertThat(resumed.value()).isLessThanOrEqualTo(whole.value());
      assertThat(resumed.upToDate()).isFalse();
    }
    String before = sha256OfModel(folder.resolve("whole"));
    assertThat(train(config(), folder.resolve("whole"), TrainJob.Start.RESUMED).upToDate())
        .isTrue();
    assertThat(sha256OfModel(folder.resolve("whole"))).isEqualTo(before);
  }

  @Test
  void metricsHaveALineForEachRoundAndValidation() throws IOException {
    train(config("train.maxRounds=3"), out(), TrainJob.Start.NEW);
    // What a run that was killed while it wrote may leave.
    Files.writeString(
        out().resolve("metrics.jsonl"),
        "{\"kind\":\"round\",\"round\":4}\n{\"kind\":\"round\",\"round\":5,\"ep",
        StandardOpenOption.APPEND);
    TrainReport report = train(config(), out(), TrainJob.Start.RESUMED);

    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(out().resolve("metrics.jsonl"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    List<Integer> rounds =
        lines.stream()
            .filter(line -> line.path("kind").asText().equals("round"))
            .map(line -> line.path("round").asInt())
            .toList();
    assertThat(rounds).hasSize(report.rounds()).isSorted().doesNotHaveDuplicates();
    assertThat(lines.stream().filter(line -> line.path("kind").asText().equals("validation")))
        .hasSize(3 + 1);
    JsonNode round = lines.get(0);
    double parts =
        round.path("computingSeconds").asDouble()
            + round.path("waitingSeconds").asDouble()
            + round.path("broadcastSeconds").asDouble()
            + round.path("aggregationSeconds").asDouble();
    assertThat(round.path("roundSeconds").asDouble()).isPositive().isCloseTo(parts, within(1e-6));
    JsonNode saved = lines.get(lines.size() - 1);
    assertThat(saved.path("kind").asText()).isEqualTo("checkpoint");
    assertThat(saved.path("checkpointSeconds").asDouble()).isPositive();
    JsonNode last = lines.get(lines.size() - 2);
    assertThat(last.path("validationPerplexity").asDouble()).isBetween(2.0, 14.0);
    assertThat(last.path("tokens").asLong()).isEqualTo(report.tokens());
  }

  @Test
  void aLogShowsTheFirstAndTheLastRoundOfAnEpoch() {
    List<Long> marks = new ArrayList<>();
    List<Long> all = new ArrayList<>();
    Progress diary =
        new Progress() {
          @Override
          public Stage begin(String name, long total, String unit) {
            return new Stage() {
              @Override
              public void update(long done, String note) {
                all.add(done);
              }

              @Override
              public void mark(long done, String note) {
                marks.add(done);
                all.add(done);
              }

              @Override
              public void close() {}
            };
          }

          @Override
          public void say(String line) {}
        };
    TrainReport report =
        new TrainJob(
                LocalSpark.context(),
                config("train.maxEpochs=2"),
                TextTraining.hadoop(data),
                TextTraining.hadoop(out()),
                TrainJob.Start.NEW,
                diary)
            .run();
    long rounds = report.rounds() / 2;
    assertThat(rounds).isGreaterThan(2);
    assertThat(marks).containsExactly(1L, rounds, rounds + 1, 2 * rounds);
    assertThat(all)
        .containsExactlyElementsOf(LongStream.rangeClosed(0, 2 * rounds).boxed().toList());
  }

  private static void assertRefused(
      Runnable action, Class<? extends UnrollException> kind, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(kind)
        .hasMessageContaining(message)
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
  }

  @Test
  void aFolderThatHoldsSomethingElseIsLeftAlone() throws IOException {
    Files.createDirectories(out());
    Files.writeString(out().resolve("thesis.txt"), "years of work");
    for (TrainJob.Start start : TrainJob.Start.values()) {
      assertRefused(
          () -> train(config(), out(), start),
          ConfigurationException.class,
          "expected an empty folder for a new training run, found other files in");
    }
    assertThat(names(out())).containsExactly("thesis.txt");
  }

  @Test
  void aNewTrainingDoesNotOverwriteAnother() throws IOException {
    train(config("train.maxRounds=1"), out(), TrainJob.Start.NEW);
    String before = sha256OfModel(out());
    assertRefused(
        () -> train(config(), out(), TrainJob.Start.NEW),
        ConfigurationException.class,
        "continue with --resume, or choose another --out");
    assertThat(sha256OfModel(out())).isEqualTo(before);
  }

  @Test
  void aPathThatCannotBeWrittenIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    assertRefused(
        () -> train(config("train.maxRounds=1"), file.resolve("model"), TrainJob.Start.NEW),
        StorageException.class,
        "there is a file where a folder is needed");
    assertThat(names(folder)).containsExactly("file");
  }

  @Test
  void theJobsOfARunSayWhatTheyAre() throws Exception {
    Set<String> descriptions = ConcurrentHashMap.newKeySet();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            descriptions.add(start.properties().getProperty("spark.job.description"));
          }
        };
    SparkContext context = LocalSpark.context().sc();
    context.addSparkListener(listener);
    try {
      train(config("train.maxRounds=2"), out(), TrainJob.Start.NEW);
      context.listenerBus().waitUntilEmpty();
    } finally {
      context.removeSparkListener(listener);
    }
    assertThat(descriptions)
        .contains(
            "round 1: 3 shards x 5 batches",
            "round 2: 3 shards x 5 batches",
            "evaluate on the validation split");
  }

  @Test
  void aRunLeavesNothingInTheMemoryOfTheCluster() {
    JavaSparkContext spark = LocalSpark.context();
    Set<Integer> before = Set.copyOf(spark.getPersistentRDDs().keySet());
    train(config("train.maxRounds=2"), out(), TrainJob.Start.NEW);
    assertThat(spark.getPersistentRDDs().keySet()).isEqualTo(before);
  }

  @Test
  void aResumedRunKeepsItsSettingsAndItsData() throws IOException {
    train(config("train.maxRounds=1"), out(), TrainJob.Start.NEW);
    assertRefused(
        () -> train(config("train.learningRate=0.1"), out(), TrainJob.Start.RESUMED),
        ConfigurationException.class,
        "expected train.learningRate = 0.7 as in the checkpoint, found 0.1");
    Path other = folder.resolve("other");
    TextTraining.prepare(LocalSpark.context(), other, 200, 2);
    assertRefused(
        () ->
            TextTraining.train(
                LocalSpark.context(), config(), other, out(), TrainJob.Start.RESUMED),
        ConfigurationException.class,
        "expected the data that the checkpoint was trained on");
  }

  @Test
  void aDamagedCheckpointIsNotResumed() throws IOException {
    train(config("train.maxRounds=2"), out(), TrainJob.Start.NEW);
    Path state = TextTraining.latest(out()).resolve("training.safetensors");
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length / 2] ^= 4;
    Files.write(state, bytes);
    assertRefused(
        () -> train(config(), out(), TrainJob.Start.RESUMED),
        BadDataException.class,
        "training.safetensors is damaged");

    Files.delete(TextTraining.latest(out()).resolve("checkpoint.json"));
    assertRefused(
        () -> train(config(), out(), TrainJob.Start.RESUMED),
        BadDataException.class,
        "checkpoint.json, found none");
  }

  @Test
  void aLossThatIsNoLongerANumberEndsTheRun() throws IOException {
    assertRefused(
        () -> train(config("train.learningRate=1e38"), out(), TrainJob.Start.NEW),
        TrainingException.class,
        "the loss is no longer finite in round 1, shard 0 (learning rate 1.0E38");
    assertThat(Files.exists(out().resolve("latest"))).isFalse();
    assertThat(train(config("train.maxRounds=1"), out(), TrainJob.Start.RESUMED).rounds())
        .isEqualTo(1);
  }

  @Test
  void moreShardsThanWindowsAreRefused() {
    assertRefused(
        () -> train(config("train.shards=100000"), out(), TrainJob.Start.NEW),
        ConfigurationException.class,
        "train.shards must be at most the number of training examples");
  }

  @Test
  void aBatchLargerThanAShardIsRefusedWithBothNumbers() {
    assertRefused(
        () -> train(config("train.batchSizePerWorker=5000"), out(), TrainJob.Start.NEW),
        ConfigurationException.class,
        " examples, train.shards = 3), found 5000");
  }
}
