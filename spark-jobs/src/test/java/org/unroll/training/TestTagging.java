package org.unroll.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.evaluate.EvaluateJob;
import org.unroll.evaluate.EvaluationReport;
import org.unroll.inference.prediction.Prediction;
import org.unroll.inference.prediction.PredictionInput;
import org.unroll.inference.prediction.Predictor;
import org.unroll.lines.TextFormat;
import org.unroll.prepare.labelled.LabelledInput;
import org.unroll.prepare.labelled.LabelledPrepareJob;
import org.unroll.prepare.labelled.Preparations;
import org.unroll.progress.Progress;
import org.unroll.records.InputPath;
import org.unroll.records.LineRecords;
import org.unroll.records.formats.ConllFormat;
import org.unroll.sample.SampleNames;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;

/** Taggers from files to predictions. */
class TestTagging {

  private static final int SENTENCES = 700;

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path data;
  private static Path model;

  private static UnrollConfig config(String... keys) {
    List<String> all = new ArrayList<>(List.of("train.maxEpochs=8", "train.shards=2"));
    all.add("train.averagingFrequency=5");
    all.addAll(List.of(keys));
    return UnrollConfig.experiment("demo-tagging", all);
  }

  @BeforeAll
  static void train() throws IOException {
    String sample = SampleNames.conll(1);
    Path file =
        Files.writeString(
            shared.resolve("names.conll"),
            String.join("\n\n", List.of(sample.split("\n\n")).subList(0, SENTENCES)));
    data = shared.resolve("data");
    model = shared.resolve("model");
    UnrollConfig config = config();
    new LabelledPrepareJob(
            LocalSpark.context(),
            config,
            Preparations.of("tagging", config),
            new LabelledInput(
                Map.of(
                    Optional.empty(),
                    new LineRecords(
                        List.of(new InputPath(file.toString(), Map.of())),
                        new ConllFormat(),
                        TextFormat.UTF_8))),
            TextTraining.hadoop(data),
            Progress.silent())
        .run();
    TextTraining.train(LocalSpark.context(), config, data, model, TrainJob.Start.NEW);
  }

  @Test
  void findsEntitiesByTheWordsToTheirRight() {
    EvaluationReport report =
        new EvaluateJob(
                LocalSpark.context(),
                TextTraining.hadoop(model),
                TextTraining.hadoop(data),
                Split.TEST)
            .run();
    assertThat(report.figure("f1")).isGreaterThan(0.95);
    assertThat(report.figure("f1.PER")).isGreaterThan(0.95);
    assertThat(report.figure("tokenAccuracy")).isGreaterThan(0.97);
    assertThat(report.unit()).isEqualTo("words");
    assertThat(report.tables().get("entities").rows()).containsExactly("LOC", "PER");
    try (Predictor predictor =
        Predictor.open(TextTraining.hadoop(model), LocalSpark.context().hadoopConfiguration())) {
      List<Prediction> found =
          predictor.predict(
              List.of(
                  new PredictionInput.Text("Teddy Bears are on sale !"),
                  new PredictionInput.Text("Teddy Roosevelt was a great president!"),
                  new PredictionInput.Words(List.of("Teddy", "Grant", "was", "a", "judge", "."))));
      assertThat(found)
          .extracting(Prediction::show)
          .containsExactly(
              "Teddy Bears are on sale !",
              "[Teddy Roosevelt PER] was a great president !",
              "[Teddy Grant PER] was a judge .");
      assertThat(found.get(1).values().get("entities"))
          .isEqualTo(
              List.of(Map.of("type", "PER", "start", 0, "end", 2, "text", "Teddy Roosevelt")));
      assertThatThrownBy(
              () -> predictor.predict(List.of(new PredictionInput.Features(new float[1]))))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage("the model predicts from words or texts, found features");
    }
  }

  @Test
  void givesTheSameBitsAfterAStopOnOtherCores() throws IOException {
    LocalSpark.session().stop();
    SparkConf conf =
        new SparkConf()
            .setMaster("local[1]")
            .setAppName("same bits")
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1");
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    Path out = folder.resolve("stopped");
    try {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      TextTraining.train(spark, config("train.maxRounds=4"), data, out, TrainJob.Start.NEW);
      assertThat(TextTraining.sha256OfModel(out)).isNotEqualTo(TextTraining.sha256OfModel(model));
    } finally {
      session.stop();
    }
    TextTraining.train(LocalSpark.context(), config(), data, out, TrainJob.Start.RESUMED);
    assertThat(TextTraining.sha256OfModel(out)).isEqualTo(TextTraining.sha256OfModel(model));
  }

  @Test
  void startsFromWordVectors() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String word : List.of("Teddy", "elsewhere")) {
      lines.add(word + " 0.5".repeat(24));
    }
    Path vectors = Files.write(folder.resolve("vectors.txt"), lines);
    List<String> said = new ArrayList<>();
    new TrainJob(
            LocalSpark.context(),
            config("train.maxRounds=1", "model.vectors=" + vectors),
            TextTraining.hadoop(data),
            TextTraining.hadoop(folder.resolve("model")),
            TrainJob.Start.NEW,
            new Progress() {
              @Override
              public Stage begin(String name, long total, String unit) {
                return Progress.silent().begin(name, total, unit);
              }

              @Override
              public void say(String line) {
                said.add(line);
              }
            })
        .run();
    assertThat(said).anyMatch(line -> line.startsWith("word vectors: 1 of the 6"));
    assertThat(said)
        .anyMatch(line -> line.matches("\\d+\\.\\d % of the steps of an epoch are padding.*"));
  }

  @Test
  void refusesDataWithOtherTags() throws IOException {
    Path other = folder.resolve("other");
    copy(data, other);
    Files.writeString(other.resolve("tags.txt"), "O\nB-PER\nI-PER\nB-ORG\nI-ORG\n");
    assertThatThrownBy(
            () ->
                new EvaluateJob(
                        LocalSpark.context(),
                        TextTraining.hadoop(model),
                        TextTraining.hadoop(other),
                        Split.TEST)
                    .run())
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("tags.txt");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(file -> !file.toString().endsWith(".crc")).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
