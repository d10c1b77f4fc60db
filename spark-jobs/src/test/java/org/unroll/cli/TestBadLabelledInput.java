package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.testing.Labelled;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;
import org.unroll.training.TrainJob;

/** Labelled data that cannot be used is refused in one line, and leaves nothing. */
class TestBadLabelledInput {

  private static final int WRONG_USAGE = 2;
  private static final int BAD_DATA = 65;

  @TempDir private Path folder;

  @BeforeEach
  void begin() {
    LocalSpark.session();
  }

  private CommandRun prepare(List<String> inputs, String... more) {
    return prepareFor("classification", inputs, more);
  }

  private CommandRun prepareFor(String task, List<String> inputs, String... more) {
    LocalSpark.session();
    List<String> arguments = new ArrayList<>(List.of("prepare", "--task", task));
    inputs.forEach(input -> arguments.addAll(List.of("--input", input)));
    arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    arguments.addAll(List.of("--set", "text.minCount=1"));
    for (String key : List.of("split.test=0", "split.validation=0")) {
      arguments.addAll(List.of("--set", key));
    }
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private void expect(CommandRun run, int exitCode, String message) throws IOException {
    List<String> lines = run.err().lines().toList();
    assertThat(lines.get(lines.size() - 1)).startsWith("unroll: ").contains(message);
    assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.contains(" tasks in "));
    assertThat(run.exitCode()).isEqualTo(exitCode);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".") || name.equals("out"));
    }
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content.replace(';', '\n')).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text\tlabl;a\tx;b\ty|line 2: expected the column label, found only text, labl",
        "txt\tlabel;a\tx;b\ty|line 2: expected the column text, found only txt, label",
        "text\tlabel;a\tx;\ty|line 3: expected text in the column text, found none",
        "text\tlabel;a\tx;  \ty|line 3: expected text in the column text, found none",
        "text\tlabel;a\tx;b\t ;c\tx|line 3: expected a label in the column label, found an empty one",
        "text\tlabel;a\tx;b\tx|expected at least two labels in the column label of the training"
            + " split, found only 'x'",
        "text\tlabel;a\tx;b|line 3: expected 2 columns",
        "text\tlabel|expected records in the training split, found none in ",
      })
  void texts(String content, String message) throws IOException {
    expect(prepare(List.of(file("d.tsv", content))), BAD_DATA, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a,b,label;1,2,x;3,NaN,y|line 3: expected a number in the column b, found",
        "a,b,label;1,2,x;3,Infinity,y|line 3: expected a number in the column b, found",
        "a,b,label;1,2,x;3,two,y|line 3: expected a number in the column b, found",
        "a,b,label;1,2,x;3,,y|line 3: expected a number in the column b, found",
        "a,b,label;1,2,x;3,y|line 3: expected 3 columns",
        "a,c,label;1,2,x;3,4,y|line 2: expected the column b, found only a, c, label",
      })
  void vectors(String content, String message) throws IOException {
    String[] keys = {"--set", "data.features=[a,b]"};
    expect(prepare(List.of(file("d.csv", content)), keys), BAD_DATA, message);
  }

  @Test
  void aRaggedVector() throws IOException {
    String lines =
        "{\"v\":[1,2],\"label\":\"x\"};{\"v\":[1,3],\"label\":\"y\"};{\"v\":[1],\"label\":\"y\"};";
    expect(
        prepare(List.of(file("d.jsonl", lines)), "--set", "data.features=v"),
        BAD_DATA,
        "numbers in v, as in the records before, found ");
    String more = "{\"a\":1,\"label\":\"x\"};{\"b\":2,\"a\":1,\"label\":\"y\"};";
    expect(
        prepare(List.of(file("e.jsonl", more)), "--set", "data.features=\"*\""),
        BAD_DATA,
        "e.jsonl, line ");
    expect(
        prepare(List.of(file("f.tsv", "label;x;y;")), "--set", "data.features=\"*\""),
        BAD_DATA,
        "f.tsv, line 2: expected columns of features besides label, found none");
  }

  @Test
  void aLabelThatTheTrainingSplitLacks() throws IOException {
    String train = file("train.tsv", "text\tlabel;a\tpositive;b\tnegative;");
    String test = file("test.tsv", "text\tlabel;a\tpositive;b\tnegativ;");
    expect(
        prepare(List.of("train=" + train, "validation=" + test)),
        BAD_DATA,
        "test.tsv, line 3: expected one of the 2 labels of the training split in the column label,"
            + " found 'negativ'; did you mean negative?");
  }

  @Test
  void aSplitForTrainingIsNeeded() throws IOException {
    String test = file("test.tsv", "text\tlabel;a\tx;b\ty;");
    expect(
        prepare(List.of("test=" + test)),
        BAD_DATA,
        "data for evaluation alone needs --vocabulary-of a model of the same task");
  }

  @Test
  void whatTheTaskDoesNotKnow() throws IOException {
    String file = file("d.tsv", "text\tlabel;a\tx;b\ty;");
    expect(prepareFor("clasification", List.of(file)), WRONG_USAGE, "classification");
    expect(prepare(List.of(file), "--set", "data.labels=many"), WRONG_USAGE, "data.labels");
  }

  @Test
  void modelsAndDataOfAnotherTask() throws IOException {
    Path language = folder.resolve("language");
    TextTraining.prepare(LocalSpark.context(), language, 60, 1);
    Path languageModel = folder.resolve("language-model");
    TextTraining.train(
        LocalSpark.context(),
        TextTraining.config("train.maxRounds=1"),
        language,
        languageModel,
        TrainJob.Start.NEW);
    Path data = folder.resolve("data");
    Labelled.prepare(
        Labelled.tsv(Labelled.tsv(folder.resolve("a.tsv"), Labelled.lines(100, 1))),
        data,
        Labelled.config());
    Path model = folder.resolve("model");
    TextTraining.train(
        LocalSpark.context(),
        Labelled.config("train.maxRounds=1"),
        data,
        model,
        TrainJob.Start.NEW);

    expect(
        command("evaluate", "--model", languageModel, "--data", data),
        BAD_DATA,
        "expected data of the task language, which the model");
    expect(
        command("evaluate", "--model", model, "--data", language),
        BAD_DATA,
        "expected data of the task classification, which the model");
    expect(
        command("complete", "--model", model, "--prompt", "a"),
        BAD_DATA,
        "expected a model of the task language, found one of the task classification in ");
    expect(
        command(
            "train",
            "--data",
            language,
            "--out",
            folder.resolve("run"),
            "--set",
            "model.startFrom=" + model),
        BAD_DATA,
        "expected data of the task classification, which the model");
    assertThat(folder.resolve("run/checkpoints")).doesNotExist();
    expect(
        command(
            "prepare",
            "--text",
            folder.resolve("a.tsv"),
            "--vocabulary-of",
            model,
            "--out",
            folder.resolve("out")),
        BAD_DATA,
        "expected a model of the task language, found one of the task classification");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private static CommandRun command(Object... arguments) {
    LocalSpark.session();
    return CommandRun.of(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
  }
}
