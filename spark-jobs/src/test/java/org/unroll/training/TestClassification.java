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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.evaluate.EvaluateJob;
import org.unroll.evaluate.EvaluationReport;
import org.unroll.inference.prediction.Prediction;
import org.unroll.inference.prediction.PredictionInput;
import org.unroll.inference.prediction.Predictor;
import org.unroll.prepare.GivenVocabulary;
import org.unroll.prepare.labelled.LabelledInput;
import org.unroll.prepare.labelled.LabelledPrepareJob;
import org.unroll.prepare.labelled.LabelledReport;
import org.unroll.prepare.labelled.Preparations;
import org.unroll.progress.Progress;
import org.unroll.records.RecordInput;
import org.unroll.records.formats.ColumnNames;
import org.unroll.records.formats.CsvFormat;
import org.unroll.records.formats.JsonLinesFormat;
import org.unroll.testing.Labelled;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;

/** Classifiers from records to predictions. */
class TestClassification {

  @TempDir private Path folder;

  @BeforeEach
  void begin() {
    LocalSpark.session();
  }

  private Path data(String name) {
    return folder.resolve(name);
  }

  private Path reviews(String name, int count, String... keys) throws IOException {
    Path file = Labelled.tsv(folder.resolve(name + ".tsv"), Labelled.lines(count, 1));
    Labelled.prepare(Labelled.tsv(file), data(name), Labelled.config(keys));
    return data(name);
  }

  private Path train(Path data, String name, String... keys) {
    Path out = folder.resolve(name);
    TextTraining.train(
        LocalSpark.context(), Labelled.config(keys), data, out, TrainJob.Start.RESUMED);
    return out;
  }

  private static EvaluationReport evaluate(Path model, Path data) {
    return new EvaluateJob(
            LocalSpark.context(), TextTraining.hadoop(model), TextTraining.hadoop(data), Split.TEST)
        .run();
  }

  private static List<Prediction> predict(Path model, PredictionInput... inputs) {
    try (Predictor predictor =
        Predictor.open(TextTraining.hadoop(model), LocalSpark.context().hadoopConfiguration())) {
      return predictor.predict(List.of(inputs));
    }
  }

  private static PredictionInput text(String text) {
    return new PredictionInput.Text(text);
  }

  @Test
  void textsFromRecordsToPredictionsWithAStopBetween() throws IOException {
    Path data = reviews("data", 400);
    Path model = train(data, "model", "train.maxEpochs=4");
    train(data, "stopped", "train.maxEpochs=4", "train.maxRounds=3");
    Path stopped = train(data, "stopped", "train.maxEpochs=4");
    assertThat(TextTraining.sha256OfModel(stopped)).isEqualTo(TextTraining.sha256OfModel(model));

    EvaluationReport report = evaluate(model, data);
    assertThat(report.figure("accuracy")).isGreaterThan(0.97);
    assertThat(report.tables().get("confusion")).isNotNull();
    assertThat(predict(model, text("the film is fine"), text("a dull story of one man")))
        .extracting(prediction -> prediction.values().get("label"))
        .containsExactly("pos", "neg");
  }

  @Test
  void severalLabelsOfEachText() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Labelled.lines(500, 2)) {
      String text = line.split("\t")[0];
      String labels =
          (text.contains("fine") ? "\"good\"" : "")
              + (text.contains("fine") && text.contains("story") ? "," : "")
              + (text.contains("story") ? "\"told\"" : "");
      lines.add("{\"text\":\"%s\",\"label\":[%s]}".formatted(text, labels));
    }
    Path file = Files.write(folder.resolve("a.jsonl"), lines);
    LabelledReport prepared =
        Labelled.prepare(
            Labelled.lines(new JsonLinesFormat(), file),
            data("data"),
            Labelled.config("data.labels=multiple"));
    assertThat(prepared.labels().keySet()).containsExactly("good", "told");
    Path model = train(data("data"), "model", "train.maxEpochs=8");
    assertThat(evaluate(model, data("data")).figure("accuracy")).isGreaterThan(0.95);
    assertThat(predict(model, text("a fine story of the man"), text("the film is dull")))
        .extracting(prediction -> prediction.values().get("labels"))
        .containsExactly(List.of("good", "told"), List.of());
    assertThatThrownBy(() -> train(data("data"), "w", "classification.classWeights=balanced"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("classification.classWeights must be none where several labels");

    // The same labels with separators in one text are the same data.
    List<String> tsv =
        lines.stream()
            .map(
                line ->
                    line.replaceAll(".*\"text\":\"(.*)\",\"label\":\\[(.*)\\].*", "$1\t$2")
                        .replace("\"", "")
                        .replace(",", " | "))
            .toList();
    Labelled.prepare(
        Labelled.tsv(Labelled.tsv(folder.resolve("b.tsv"), tsv)),
        data("other"),
        Labelled.config("data.labels=multiple", "data.labelSeparator=\"|\""));
    assertThat(Labelled.sums(data("other"))).isEqualTo(Labelled.sums(data("data")));
  }

  /** Where the words tell nothing, the weights decide which label is chosen. */
  @Test
  void weightsMakeRareLabelsCount() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < 300; n++) {
      lines.add("word number " + n % 150 + "\t" + (n % 6 == 0 ? "rare" : "frequent"));
    }
    Path file = Labelled.tsv(folder.resolve("a.tsv"), lines);
    Labelled.prepare(Labelled.tsv(file), data("data"), Labelled.config("text.minCount=100"));
    String[] keys = {"train.maxEpochs=6", "train.learningRate=0.05"};
    double[] rare = new double[2];
    for (int weighted = 0; weighted < 2; weighted++) {
      String weights = weighted == 1 ? "balanced" : "none";
      Path model =
          train(data("data"), weights, keys[0], keys[1], "classification.classWeights=" + weights);
      Map<String, Object> found = predict(model, text("word number 5")).get(0).values();
      double probability = ((Number) found.get("probability")).doubleValue();
      rare[weighted] = found.get("label").equals("rare") ? probability : 1 - probability;
    }
    assertThat(rare[0]).isBetween(0.05, 0.3);
    assertThat(rare[1]).isBetween(0.35, 0.65);
  }

  @Test
  void vectorsFromRecordsToPredictions() throws IOException {
    StringBuilder csv = new StringBuilder("width,height,shape\n");
    for (int n = 0; n < 400; n++) {
      int width = 10 + n * 37 % 90;
      int height = n % 2 == 0 ? width + 8 + n % 5 : width - 8 - n % 5;
      csv.append("%d,%d,%s%n".formatted(width, height, n % 2 == 0 ? "tall" : "wide"));
    }
    Path file = Files.writeString(folder.resolve("a.csv"), csv);
    String[] keys = {
      "data.features=\"*\"",
      "data.label=shape",
      "classification.hiddenSizes=[16]",
      "train.maxEpochs=40"
    };
    Labelled.prepare(
        Labelled.lines(new CsvFormat(ColumnNames.HEADER, ','), file),
        data("data"),
        Labelled.config(keys));
    Path model = train(data("data"), "model", keys);
    assertThat(evaluate(model, data("data")).figure("accuracy")).isGreaterThan(0.97);
    assertThat(
            predict(
                model,
                new PredictionInput.Features(new float[] {50, 62}),
                new PredictionInput.Features(new float[] {70, 58})))
        .extracting(prediction -> prediction.values().get("label"))
        .containsExactly("tall", "wide");

    // Columns in another order, others besides, and no training split: the model's scale counts.
    Path other = Files.writeString(folder.resolve("b.csv"), "shape,height,width\nwide,58,70\n");
    assertThat(prepareWith(model, Labelled.lines(new CsvFormat(ColumnNames.HEADER, ','), other)))
        .containsEntry("test", 1L);
    assertThat(evaluate(model, data("given")).figure("accuracy")).isEqualTo(1);
  }

  /** Prepares a test split alone with what a model gives. */
  private Map<String, Long> prepareWith(Path model, RecordInput test, String... keys) {
    return prepareWith(model, data("given"), test, keys);
  }

  private static Map<String, Long> prepareWith(
      Path model, Path out, RecordInput test, String... keys) {
    GivenVocabulary given =
        GivenVocabulary.of(
            TextTraining.hadoop(model),
            "classification",
            LocalSpark.context().hadoopConfiguration());
    UnrollConfig config =
        Preparations.configure(
            "classification",
            UnrollConfig.of(com.typesafe.config.ConfigFactory.empty(), List.of(keys)),
            given);
    return new LabelledPrepareJob(
            LocalSpark.context(),
            config,
            Preparations.of("classification", config, given),
            new LabelledInput(Map.of(Optional.of(Split.TEST), test)),
            TextTraining.hadoop(out),
            Progress.silent())
        .run()
        .examples();
  }

  @Test
  void otherDataIsEvaluatedWithTheFilesOfAModel() throws IOException {
    Path model = train(reviews("data", 300), "model", "train.maxEpochs=4");
    Path other =
        Files.writeString(
            folder.resolve("b.tsv"), "review\tlabel\nan unseen fine film\tpos\na dull man\tneg\n");
    assertThat(prepareWith(model, Labelled.tsv(other), "data.text=review"))
        .containsEntry("test", 2L)
        .containsEntry("train", 0L);
    assertThat(data("given/labels.txt")).hasSameTextualContentAs(data("data/labels.txt"));
    assertThat(data("given/vocab.txt")).hasSameTextualContentAs(data("data/vocab.txt"));
    assertThat(evaluate(model, data("given")).figure("accuracy")).isEqualTo(1);
    assertThatThrownBy(() -> train(data("given"), "none"))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("train");

    Path unknown = Labelled.tsv(folder.resolve("c.tsv"), List.of("a film\tneutral"));
    assertThatThrownBy(() -> prepareWith(model, data("c"), Labelled.tsv(unknown)))
        .hasMessageContaining("found 'neutral'");
    assertThatThrownBy(() -> prepareWith(model, Labelled.tsv(other), "data.labels=multiple"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("data.labels must be single, as in the model whose labels");
  }

  @Test
  void trainingStartsFromALanguageModelWithSmallerRatesBelow() throws IOException {
    Path text =
        Files.write(
            folder.resolve("text.txt"),
            Labelled.lines(300, 9).stream().map(l -> l.split("\t")[0]).toList());
    String[] sizes = {"model.layers=1", "model.embeddingSize=6", "model.hiddenSize=5"};
    new org.unroll.prepare.PrepareJob(
            LocalSpark.context(),
            TextTraining.config(sizes),
            new org.unroll.prepare.PrepareInput.Text(text.toUri().toString()),
            TextTraining.hadoop(data("language")),
            Progress.silent())
        .run();
    Path language = folder.resolve("language-model");
    TextTraining.train(
        LocalSpark.context(),
        TextTraining.config(sizes),
        data("language"),
        language,
        TrainJob.Start.NEW);
    Path data = reviews("data", 200);
    String from = "model.startFrom=" + language.toUri();
    // All but the output is frozen in the first epoch.
    Path frozen = train(data, "frozen", from, "train.unfreezeEpochs=1", "train.maxEpochs=1");
    Checkpoint before = open(language);
    Checkpoint after = open(frozen);
    assertThat(after.provenance().start().model()).isEqualTo(before.path().toString());
    for (String name : List.of("rnn.weight_ih_l0", "rnn.weight_hh_l0", "rnn.bias_hh_l0")) {
      assertThat(after.model().view(name)).as(name).isEqualTo(before.model().view(name));
    }
    Path slow = train(data, "slow", from, "train.layerRateFactor=1e12", "train.maxEpochs=1");
    assertThat(open(slow).model().view("rnn.weight_hh_l0"))
        .isEqualTo(before.model().view("rnn.weight_hh_l0"));
    Path whole = train(data, "whole", from, "train.maxEpochs=3", "train.unfreezeEpochs=1");
    assertThat(open(TextTraining.latest(whole)).model().view("rnn.weight_hh_l0"))
        .isNotEqualTo(before.model().view("rnn.weight_hh_l0"));
    train(
        data, "stopped", from, "train.maxEpochs=3", "train.unfreezeEpochs=1", "train.maxRounds=4");
    assertThat(
            TextTraining.sha256OfModel(
                train(data, "stopped", from, "train.maxEpochs=3", "train.unfreezeEpochs=1")))
        .isEqualTo(TextTraining.sha256OfModel(whole));
  }

  private static Checkpoint open(Path model) {
    return Checkpoint.open(TextTraining.hadoop(model), LocalSpark.context().hadoopConfiguration());
  }
}
