package org.unroll.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.unroll.testing.TextTraining.config;
import static org.unroll.testing.TextTraining.hadoop;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.evaluate.EvaluateJob;
import org.unroll.evaluate.EvaluateTextJob;
import org.unroll.evaluate.EvaluationReport;
import org.unroll.inference.Session;
import org.unroll.inference.TextModel;
import org.unroll.prepare.PrepareInput;
import org.unroll.prepare.PrepareJob;
import org.unroll.prepare.PrepareReport;
import org.unroll.progress.Progress;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;

/** A model on other text than its own: prepared, trained further, and evaluated. */
class TestFineTuning {

  @TempDir private Path folder;

  private Path model;
  private Path text;

  @BeforeEach
  void trainAModel() throws IOException {
    model = folder.resolve("model");
    text = folder.resolve("other.txt");
    Files.writeString(text, "\n" + "an old city north of the sea\nthe river lies\n".repeat(300));
    train("text.tokenizer=whitespace");
  }

  private void train(String key) throws IOException {
    Path data = folder.resolve("data-" + key.hashCode());
    Path own = folder.resolve("own.txt");
    Files.writeString(own, "the old river\nof a city lies north\na hill is small\n".repeat(200));
    new PrepareJob(LocalSpark.context(), config(key), text(own), hadoop(data), Progress.silent())
        .run();
    TextTraining.train(
        LocalSpark.context(), config("train.maxRounds=2"), data, model, TrainJob.Start.NEW);
  }

  private static PrepareInput text(Path path) {
    return new PrepareInput.Text(path.toUri().toString());
  }

  private PrepareReport prepareOther(Path out, String... keys) {
    UnrollConfig config = UnrollConfig.of(ConfigFactory.empty(), List.of(keys));
    return new PrepareJob(
            LocalSpark.context(),
            config,
            text(text),
            hadoop(out),
            Optional.of(hadoop(model)),
            Progress.silent())
        .run();
  }

  private static Checkpoint open(Path run) {
    return Checkpoint.open(hadoop(run), new Configuration());
  }

  @Test
  void trainsOnOtherDataFromTheParametersOfAModelAndResumes() throws IOException {
    Path other = folder.resolve("other");
    PrepareReport prepared = prepareOther(other, "window.length=8", "window.stride=7");
    assertThat(prepared.splits().unkRate()).isBetween(0.1, 0.3); // "an" and "sea"
    assertThat(prepareOther(other, "window.length=8", "window.stride=7").upToDate()).isTrue();
    assertThat(other.resolve("vocab.txt"))
        .hasSameTextualContentAs(TextTraining.latest(model).resolve("vocab.txt"));
    Manifest manifest = Manifest.ofJson(Files.readString(other.resolve("manifest.json")), "");
    assertThat(manifest.sources()).extracting(Manifest.Source::role).contains("vocabulary");

    String from = "model.startFrom=" + model.toUri();
    for (String run : new String[] {"whole", "stopped"}) {
      String rounds = "train.maxRounds=" + (run.equals("whole") ? 3 : 1);
      TextTraining.train(
          LocalSpark.context(),
          config(from, rounds, "train.learningRate=0.1"),
          other,
          folder.resolve(run),
          TrainJob.Start.NEW);
    }
    String sha256 = open(folder.resolve("whole")).provenance().start().sha256();
    assertThat(sha256).isEqualTo(TextTraining.sha256OfModel(model));

    // The model is read before the first round only.
    Files.move(model, folder.resolve("gone"));
    TextTraining.train(
        LocalSpark.context(),
        config(from, "train.maxRounds=3", "train.learningRate=0.1"),
        other,
        folder.resolve("stopped"),
        TrainJob.Start.RESUMED);
    assertThat(TextTraining.sha256OfModel(folder.resolve("stopped")))
        .isEqualTo(TextTraining.sha256OfModel(folder.resolve("whole")));
    assertThat(open(folder.resolve("stopped")).provenance().start().sha256()).isEqualTo(sha256);
  }

  @Test
  void dataWithAnotherVocabularyIsRefusedWithTheRemedy() throws IOException {
    Path other = folder.resolve("foreign");
    TextTraining.prepare(LocalSpark.context(), other, 300, 3);
    assertThatThrownBy(
            () ->
                TextTraining.train(
                    LocalSpark.context(),
                    config("model.startFrom=" + model),
                    other,
                    folder.resolve("out"),
                    TrainJob.Start.NEW))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected data with the vocab.txt of the model (file:")
        .hasMessageContaining("; prepare the data with --vocabulary-of ");
    assertThatThrownBy(() -> prepareOther(folder.resolve("none"), "text.minCount=5"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("text.minCount must be 1, as in the model");
  }

  /** The text begins with an empty line, so that a session begins as the evaluation does. */
  @Test
  void aTextIsEvaluatedAsItsPreparedWindowsAndAsASessionScoresIt() throws IOException {
    EvaluationReport report = evaluate();
    assertThat(report.text()).isEqualTo(text.toUri().toString());
    assertThat(report.figure("unkRate")).isBetween(0.1, 0.3);

    Path other = folder.resolve("test");
    new PrepareJob(
            LocalSpark.context(),
            UnrollConfig.defaults(),
            new PrepareInput.SplitTexts(
                java.util.Map.of(
                    Split.TRAIN, text.toUri().toString(), Split.TEST, text.toUri().toString())),
            hadoop(other),
            Optional.of(hadoop(model)),
            Progress.silent())
        .run();
    EvaluationReport prepared =
        new EvaluateJob(LocalSpark.context(), hadoop(model), hadoop(other), Split.TEST).run();
    assertThat(report.tokens()).isEqualTo(prepared.tokens());
    assertThat(prepared.figures()).containsAllEntriesOf(report.figures());

    double sum = 0;
    try (TextModel opened = TextModel.open(model);
        Session session = opened.newSession()) {
      for (String line : Files.readString(text).substring(1).split("\n")) {
        for (float value : session.score(opened.encode(line))) {
          sum -= value;
        }
        sum -= session.score(new int[] {org.unroll.text.Vocabulary.EOS})[0];
      }
    }
    assertThat(Math.exp(sum / report.tokens()))
        .isCloseTo(report.figure("perplexity"), within(1e-6 * report.figure("perplexity")));
  }

  private EvaluationReport evaluate() {
    return new EvaluateTextJob(LocalSpark.context(), hadoop(model), text.toUri().toString()).run();
  }

  @Test
  void subwordsOfAModelAreUsedAgain() throws IOException {
    Files.move(model, folder.resolve("words"));
    train("text.tokenizer=subword");
    Path other = folder.resolve("subwords");
    PrepareReport prepared = prepareOther(other);
    assertThat(prepared.splits().unkRate()).isZero();
    for (String file : new String[] {"vocab.txt", "tokenizer.json"}) {
      assertThat(other.resolve(file))
          .hasSameTextualContentAs(TextTraining.latest(model).resolve(file));
    }
    assertThat(evaluate().figure("unkRate")).isZero();
  }
}
