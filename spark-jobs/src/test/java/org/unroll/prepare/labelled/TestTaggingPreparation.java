package org.unroll.prepare.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.config.UnrollConfig;
import org.unroll.data.PreparedData;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.lines.TextFormat;
import org.unroll.progress.Progress;
import org.unroll.records.InputPath;
import org.unroll.records.LineRecords;
import org.unroll.records.RecordInput;
import org.unroll.records.TableRecords;
import org.unroll.records.formats.ColumnNames;
import org.unroll.records.formats.ConllFormat;
import org.unroll.records.formats.JsonLinesFormat;
import org.unroll.records.formats.LineFormat;
import org.unroll.records.formats.TsvFormat;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;

class TestTaggingPreparation {

  private static final String TRAINING =
      """
      Ada B-PER
      Love I-PER
      met O
      Bo B-PER

      In O
      Rome B-LOC
      """;

  @TempDir private Path folder;

  private RecordInput lines(LineFormat format, String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return new LineRecords(
        List.of(new InputPath(file.toString(), Map.of())), format, TextFormat.UTF_8);
  }

  private RecordInput conll(String name, String content) throws IOException {
    return lines(new ConllFormat(), name, content);
  }

  private static UnrollConfig config(String... keys) {
    List<String> all = new ArrayList<>(List.of("text.minCount=1"));
    all.addAll(List.of(keys));
    return UnrollConfig.defaults().with(all);
  }

  private LabelledReport prepare(String out, UnrollConfig config, RecordInput... splits) {
    Map<Optional<Split>, RecordInput> inputs = new LinkedHashMap<>();
    for (int split = 0; split < splits.length; split++) {
      inputs.put(Optional.of(Split.values()[split]), splits[split]);
    }
    return new LabelledPrepareJob(
            LocalSpark.context(),
            config,
            Preparations.of("tagging", config),
            new LabelledInput(inputs),
            TextTraining.hadoop(folder.resolve(out)),
            Progress.silent())
        .run();
  }

  private String file(String out, String name) throws IOException {
    return Files.readString(folder.resolve(out).resolve(name));
  }

  @Test
  void wordsCharactersAndTags() throws IOException {
    LabelledReport report =
        prepare(
            "data",
            config("text.lowerCase=true"),
            conll("train.conll", TRAINING),
            conll("dev.conll", "-DOCSTART- O\n\nROME I-LOC\n"));
    assertThat(report.examples()).containsEntry("train", 2L).containsEntry("validation", 1L);
    assertThat(report.tokens()).containsEntry("train", 6L).containsEntry("validation", 1L);
    assertThat(file("data", "tags.txt")).isEqualTo("O\nB-PER\nI-PER\nB-LOC\nI-LOC\n");
    assertThat(file("data", "vocab.txt"))
        .isEqualTo("<pad>\n<unk>\n<eos>\nada\nbo\nin\nlove\nmet\nrome\n");
    assertThat(file("data", "word-counts.txt")).isEqualTo("0\n0\n0\n1\n1\n1\n1\n1\n1\n");
    assertThat(file("data", "characters.txt")).isEqualTo("<pad>\n<unk>\n<eos>\ne\no\nm\n");
    assertThat(
            PreparedData.open(
                    TextTraining.hadoop(folder.resolve("data")),
                    LocalSpark.context().hadoopConfiguration())
                .files()
                .keySet())
        .containsExactly("characters.txt", "tags.txt", "vocab.txt");
  }

  @Test
  void theSameSentencesInOtherFormatsAreTheSameData() throws IOException {
    prepare("conll", config(), conll("train.conll", TRAINING));
    prepare(
        "jsonl",
        config(),
        lines(
            new JsonLinesFormat(),
            "train.jsonl",
            """
            {"words": ["In", "Rome"], "tags": ["O", "B-LOC"]}
            {"tags": ["B-PER", "I-PER", "O", "B-PER"], "words": ["Ada", "Love", "met", "Bo"]}
            """));
    prepare(
        "tsv",
        config("data.words=w", "data.tags=t"),
        lines(
            new TsvFormat(ColumnNames.HEADER),
            "train.tsv",
            "w\tt\nAda Love  met Bo\tB-PER I-PER O B-PER\nIn Rome\tO B-LOC\n"));
    SparkSession spark = LocalSpark.session();
    spark
        .sql(
            "SELECT array('Ada', 'Love', 'met', 'Bo') AS words,"
                + " array('B-PER', 'I-PER', 'O', 'B-PER') AS tags"
                + " UNION ALL SELECT array('In', 'Rome'), array('O', 'B-LOC')")
        .createOrReplaceTempView("sentences");
    prepare("table", config(), new TableRecords("sentences"));
    for (String other : List.of("jsonl", "tsv", "table")) {
      for (String name : List.of("vocab.txt", "characters.txt", "tags.txt", "word-counts.txt")) {
        assertThat(file(other, name)).as(other).isEqualTo(file("conll", name));
      }
    }
    assertThat(Files.mismatch(examples("jsonl"), examples("conll"))).isEqualTo(-1);
    assertThat(Files.mismatch(examples("table"), examples("conll"))).isEqualTo(-1);
  }

  private Path examples(String out) {
    return folder.resolve(out).resolve("examples/split=train/part-00000.parquet");
  }

  @ParameterizedTest
  @CsvSource({
    "auto, I-A I-A O I-A, O I-A",
    "auto, B-A I-A O B-A, O B-A I-A",
    "bio, I-A I-A O I-A, O B-A I-A",
    "auto, B-A E-A O S-A, O B-A I-A E-A S-A",
    "bioes, B-A I-A O B-A, O B-A I-A E-A S-A"
  })
  void schemesAreToldApart(String scheme, String tags, String expected) throws IOException {
    prepare(
        "data",
        config("data.scheme=" + scheme),
        lines(new TsvFormat(ColumnNames.HEADER), "t.tsv", "words\ttags\na b c d\t" + tags + "\n"));
    assertThat(file("data", "tags.txt")).isEqualTo(expected.replace(' ', '\n') + "\n");
  }

  private void refused(String message, String scheme, String training, String validation)
      throws IOException {
    RecordInput train = conll("train.conll", training);
    RecordInput dev = conll("dev.conll", validation);
    assertThatThrownBy(() -> prepare("refused", config("data.scheme=" + scheme), train, dev))
        .isInstanceOf(BadDataException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").contains(message));
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  @Test
  void badTagsAreRefusedWithTheirLines() throws IOException {
    String good = "Ada B-PER\n";
    refused(
        "train.conll, line 6: expected O or a tag with one",
        "auto",
        TRAINING.replace("In O", "In B-"),
        good);
    refused("found 'B-'", "auto", TRAINING.replace("In O", "In B-"), good);
    refused(
        "train.conll, line 3: expected O", "auto", TRAINING.replace("met O", "met X-PER"), good);
    refused(
        "train.conll, line 1: expected O or a tag with one of the prefixes I, a hyphen and a type,"
            + " such as I-PER (data.scheme = io), found 'B-PER'",
        "io",
        TRAINING,
        "Ada I-PER\n");
    refused(
        "dev.conll, line 3: expected a tag of the scheme bio, as in the training split, found"
            + " 'S-PER'",
        "auto",
        TRAINING,
        "Bo O\n\nBo S-PER\n");
    refused(
        "dev.conll, line 2: expected one of the 2 types of entities of the training split in the"
            + " column tags, found 'B-LOCK'; did you mean LOC?",
        "auto",
        TRAINING,
        "Bo O\nBo B-LOCK\n");
    refused("of the training split, found only O", "auto", "Ada O\n", good);
    refused("line 2: expected 2 columns", "auto", "Ada O\nBo\n", good);
    refused(
        "train.conll, line 1: expected the column tags, found only words", "auto", "Ada\n", good);
  }

  @Test
  void badArraysAreRefusedWithTheirLines() throws IOException {
    Map<String, String> cases =
        Map.of(
            "{\"words\": [\"a\", \"b\"], \"tags\": [\"O\"]}",
            "line 2: expected a tag for each of 2 words in the column tags, found 1",
            "{\"words\": [], \"tags\": []}",
            "line 2: expected words in the column words, found none",
            "{\"words\": [\"a\", \" \"], \"tags\": [\"O\", \"O\"]}",
            "line 2: expected a word in the column words, found a blank one",
            "{\"words\": [\"a\", null], \"tags\": [\"O\", \"O\"]}",
            "line 2: expected texts in the column words",
            "{\"words\": [\"a\"], \"tag\": [\"O\"]}",
            "line 2: expected the column tags, found only words, tag; did you mean tag?");
    for (Map.Entry<String, String> bad : cases.entrySet()) {
      RecordInput input =
          lines(
              new JsonLinesFormat(),
              "train.jsonl",
              "{\"words\": [\"a\"], \"tags\": [\"B-A\"]}\n" + bad.getKey() + "\n");
      assertThatThrownBy(() -> prepare("refused", config(), input))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("train.jsonl, " + bad.getValue());
      assertThat(folder.resolve("refused")).doesNotExist();
    }
  }

  @Test
  void moreTagsThanAllowedAreRefused() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int type = 0; type < 1100; type++) {
      lines.append("a B-").append(type).append("\n");
    }
    RecordInput input = conll("train.conll", lines.toString());
    assertThatThrownBy(() -> prepare("refused", config(), input))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "expected at most 2,000 different tags in the column tags, found more; is it the right"
                + " column?");
  }
}
