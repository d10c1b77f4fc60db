package org.unroll.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.inference.Scorer.ScoreReport;
import org.unroll.inference.TextModel;
import org.unroll.inference.prediction.PredictionInput;
import org.unroll.inference.prediction.Predictor;
import org.unroll.lines.TextFormat;
import org.unroll.math.Seeds;
import org.unroll.progress.Progress;
import org.unroll.records.InputPath;
import org.unroll.records.LineRecords;
import org.unroll.records.ParquetRecords;
import org.unroll.records.RecordInput;
import org.unroll.records.TableRecords;
import org.unroll.records.formats.ColumnNames;
import org.unroll.records.formats.JsonLinesFormat;
import org.unroll.records.formats.LineFormat;
import org.unroll.records.formats.TextLinesFormat;
import org.unroll.records.formats.TsvFormat;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.StoredClassifier;
import org.unroll.testing.StoredModel;
import org.unroll.testing.TextTraining;

/** Models applied to the rows of files and tables. */
class TestRowJob {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path models;
  @TempDir private Path folder;

  private static Path language;
  private static Path classifier;
  private static Path ofFeatures;

  private final SparkSession spark = LocalSpark.session();

  @BeforeAll
  static void store() {
    language = StoredModel.words(models.resolve("language")).folder();
    classifier = StoredClassifier.ofTexts(models.resolve("classifier"));
    ofFeatures = StoredClassifier.ofFeatures(models.resolve("features"));
  }

  private static ScoringModel scoring(@Nullable String column) {
    return ScoringModel.find(TextTraining.hadoop(language), column, new Configuration());
  }

  private static PredictingModel predicting(Path model, @Nullable String column) {
    return PredictingModel.find(TextTraining.hadoop(model), column, new Configuration());
  }

  private static LineRecords lines(LineFormat format, Path... paths) {
    return new LineRecords(
        Stream.of(paths).map(path -> new InputPath(path.toString())).toList(),
        format,
        TextFormat.UTF_8);
  }

  private static TsvFormat tsv() {
    return new TsvFormat(ColumnNames.HEADER);
  }

  private RowReport run(RowModel<?> model, RecordInput input, RowFormat format, String prefix) {
    return new RowJob(
            LocalSpark.context(),
            Progress.silent(),
            "test",
            input,
            new RowJob.Output(TextTraining.hadoop(folder.resolve("out")), format, prefix))
        .run(model);
  }

  private List<JsonNode> json() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String file : TextTraining.names(folder.resolve("out"))) {
      if (file.endsWith(".jsonl")) {
        for (String line : Files.readAllLines(folder.resolve("out").resolve(file))) {
          rows.add(JSON.readTree(line));
        }
      }
    }
    return rows;
  }

  private Dataset<Row> parquet() {
    return spark.read().parquet(folder.resolve("out").toString());
  }

  /** Texts of unlike lengths, some of them empty, some with words that no model knows. */
  private static List<String> texts(int count) {
    List<String> texts = new ArrayList<>();
    for (int text = 0; text < count; text++) {
      List<String> words = new ArrayList<>();
      int length = (int) (12 * Seeds.uniform(5, text));
      for (int word = 0; word < length; word++) {
        words.add("w" + (int) (20 * Seeds.uniform(text, word)));
      }
      texts.add(String.join(" ", words));
    }
    return texts;
  }

  private static void assertScore(JsonNode row, String text, TextModel model) {
    if (text.isBlank()) {
      for (String column : List.of("log_probability", "tokens", "unknown", "perplexity")) {
        assertThat(row.has(column)).isTrue();
        assertThat(row.get(column).isNull()).isTrue();
      }
      return;
    }
    ScoreReport alone = model.scoreLines(List.of(text)).get(0);
    assertThat(row.get("log_probability").asDouble())
        .isCloseTo(alone.logProbability(), within(1e-4));
    assertThat(row.get("tokens").asLong()).isEqualTo(alone.tokens().size());
    assertThat(row.get("unknown").asLong()).isEqualTo(alone.unknown());
    assertThat(row.get("perplexity").asDouble()).isCloseTo(alone.perplexity(), within(1e-3));
  }

  @Test
  void linesAreScoredInTheirOrderByManyTasks() throws IOException {
    List<String> texts = texts(10_000);
    Path file = Files.write(folder.resolve("lines.txt"), texts);
    Path more = Files.write(folder.resolve("more.txt"), List.of("w1 w2", "", "w3"));
    RowReport report =
        run(scoring(null), lines(new TextLinesFormat(), file, more, file), RowFormat.JSONL, "");
    long empty = 2 * texts.stream().filter(String::isBlank).count() + 1;
    assertThat(report.rows()).isEqualTo(20_003);
    assertThat(report.rowsWithoutText()).isEqualTo(empty).isGreaterThan(1000);
    List<String> files = TextTraining.names(folder.resolve("out"));
    assertThat(files)
        .containsExactly("_SUCCESS", "part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl");
    List<JsonNode> rows = json();
    assertThat(rows.stream().map(row -> row.get("text").asText()))
        .containsExactlyElementsOf(
            Stream.of(texts, List.of("w1 w2", "", "w3"), texts).flatMap(List::stream).toList());
    try (TextModel model = TextModel.open(language)) {
      for (int row = 0; row < rows.size(); row += 97) {
        assertScore(rows.get(row), rows.get(row).get("text").asText(), model);
      }
    }
  }

  @Test
  void theEndOfATextCountsOnce() throws IOException {
    Path file = folder.resolve("in.jsonl");
    Files.write(
        file,
        List.of(
            "{\"text\":\"w1 w2\"}",
            "{\"text\":\"w1 w2\\n\"}",
            "{\"text\":\"w1 w2\\r\\n\"}",
            "{\"text\":\"w1\\nw2\"}",
            "{\"text\":\"\\n \\n\"}",
            "{\"text\":null}",
            "{\"other\":1}"));
    run(scoring(null), lines(new JsonLinesFormat(), file), RowFormat.JSONL, "");
    List<JsonNode> rows = json();
    assertThat(rows.stream().map(row -> row.get("tokens").asText()))
        .containsExactly("3", "3", "3", "4", "null", "null", "null");
    assertThat(rows.get(1).get("log_probability")).isEqualTo(rows.get(0).get("log_probability"));
    assertThat(rows.get(2).get("log_probability")).isEqualTo(rows.get(0).get("log_probability"));
    try (TextModel model = TextModel.open(language)) {
      assertThat(rows.get(3).get("log_probability").asDouble())
          .isCloseTo(model.score("w1\nw2\n").logProbability(), within(1e-5));
    }
  }

  @Test
  void valuesOfJsonAreKept() throws IOException {
    String row =
        "\"n\":7,\"x\":0.5,\"yes\":true,\"words\":[\"a\"],\"ids\":[1,2],\"some\":[1.5,2],"
            + "\"mixed\":[1,\"a\",null],\"none\":null,\"in\":{\"k\":[1,{\"z\":2}]}";
    Path file = folder.resolve("in.jsonl");
    Files.write(file, List.of("{" + row + ",\"say\":\"w1\"}", "{\"later\":\"é\",\"say\":\"w2\"}"));
    LineRecords input = lines(new JsonLinesFormat(), file);
    run(predicting(classifier, "say"), input, RowFormat.JSONL, "p_");
    assertThat(json().get(0).toString()).startsWith("{" + row + ",\"say\":\"w1\",\"p_label\":\"");
    assertThat(json().get(1).get("later").asText()).isEqualTo("é");

    Files.move(folder.resolve("out"), folder.resolve("json"));
    run(predicting(classifier, "say"), input, RowFormat.PARQUET, "p_");
    assertThat(parquet().schema().catalogString())
        .isEqualTo(
            "struct<n:bigint,x:double,yes:boolean,words:array<string>,ids:array<bigint>,"
                + "some:array<double>,mixed:array<string>,none:string,in:struct<k:array<string>>,"
                + "say:string,later:string,p_label:string,p_probability:double>");
    Row first = parquet().collectAsList().get(0);
    assertThat(first.getLong(0)).isEqualTo(7);
    assertThat(first.getStruct(8).getList(0)).hasToString("[1, {\"z\":2}]");
  }

  private static final String ROWS =
      "select id as n, if(id % 7 = 0, null, concat('w', id % 17, ' w', id % 5)) as text, cast(id as"
          + " decimal(20,3)) / 3 as dec, timestamp_micros(id * 1234567) as at, date_add('2020-01-01',"
          + " cast(id as int)) as day, cast(id as float) / 2 as half, array(named_struct('k', id)) as"
          + " nested, map('a', id) as m, cast('xy' as binary) as bytes, cast(null as int) as nothing"
          + " from range(300)";

  @Test
  void columnsOfTablesKeepTheirTypesAndValues() {
    spark.sql(ROWS).repartition(4).createOrReplaceTempView("rows_to_predict");
    RowReport report =
        run(
            predicting(classifier, null),
            new TableRecords("rows_to_predict"),
            RowFormat.PARQUET,
            "");
    assertThat(report.rows()).isEqualTo(300);
    assertThat(report.rowsWithoutText()).isEqualTo(43);
    Dataset<Row> out = parquet();
    assertThat(out.schema().catalogString())
        .isEqualTo(
            spark
                .table("rows_to_predict")
                .schema()
                .add("label", "string")
                .add("probability", "double")
                .catalogString());
    Dataset<Row> kept = out.drop("label", "probability", "m");
    assertThat(kept.exceptAll(spark.table("rows_to_predict").drop("m")).count()).isZero();
    assertThat(out.filter("text is null and label is null and probability is null").count())
        .isEqualTo(43);
    try (Predictor model = Predictor.open(TextTraining.hadoop(classifier), new Configuration())) {
      for (Row row : out.filter("text is not null").limit(50).collectAsList()) {
        Map<String, Object> alone =
            model.predict(List.of(new PredictionInput.Text(row.getAs("text")))).get(0).values();
        assertThat(row.<String>getAs("label")).isEqualTo(alone.get("label"));
        assertThat(row.<Double>getAs("probability"))
            .isCloseTo((Double) alone.get("probability"), within(1e-6));
      }
    }
  }

  @Test
  void parquetFilesKeepTheirOrder() throws IOException {
    Path in = folder.resolve("in");
    spark.sql(ROWS).coalesce(1).write().option("maxRecordsPerFile", 70).parquet(in.toString());
    RowReport report =
        run(
            scoring(null),
            new ParquetRecords(List.of(new InputPath(in.toString(), Map.of("from", "x")))),
            RowFormat.JSONL,
            "");
    assertThat(report.rows()).isEqualTo(300);
    List<JsonNode> rows = json();
    assertThat(rows.stream().map(row -> row.get("n").asInt()))
        .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
    assertThat(rows).allMatch(row -> row.get("from").asText().equals("x"));
    assertThat(rows.get(0).get("text").isNull()).isTrue();
    assertThat(rows.get(0).has("perplexity")).isTrue();
  }

  @Test
  void featuresComeFromColumnsOrFromArrays() throws IOException {
    Path file = folder.resolve("in.tsv");
    Files.write(file, List.of("z\tid\tx\ty", "1\t7\t0.5\t-2", "0\t8\t1e1\t3"));
    run(predicting(ofFeatures, null), lines(tsv(), file), RowFormat.JSONL, "");
    List<JsonNode> columns = json();
    Files.move(folder.resolve("out"), folder.resolve("columns"));
    spark
        .sql(
            "select * from values (1, array(0.5, -2, 1)), (2, array(10, 3, 0)), (3, null) as t(id,"
                + " v)")
        .createOrReplaceTempView("vectors");
    run(predicting(ofFeatures, "v"), new TableRecords("vectors"), RowFormat.JSONL, "");
    Map<Integer, JsonNode> arrays = new HashMap<>();
    json().forEach(row -> arrays.put(row.get("id").asInt(), row));
    for (int row = 1; row <= 2; row++) {
      assertThat(arrays.get(row).get("label")).isEqualTo(columns.get(row - 1).get("label"));
      assertThat(arrays.get(row).get("probability"))
          .isEqualTo(columns.get(row - 1).get("probability"));
    }
    assertThat(arrays.get(3).get("label").isNull()).isTrue();
    try (Predictor model = Predictor.open(TextTraining.hadoop(ofFeatures), new Configuration())) {
      assertThat(columns.get(0).get("probability").asDouble())
          .isCloseTo(
              (Double)
                  model
                      .predict(List.of(new PredictionInput.Features(new float[] {0.5f, -2, 1})))
                      .get(0)
                      .values()
                      .get("probability"),
              within(1e-6));
    }
  }

  @Test
  void severalLabelsAreArrays() {
    Path several = StoredClassifier.ofTexts(folder.resolve("several"), "data.labels=multiple");
    spark.sql("select 'w1 w2' as text union all select null").createOrReplaceTempView("two");
    run(predicting(several, null), new TableRecords("two"), RowFormat.PARQUET, "");
    assertThat(parquet().schema().catalogString())
        .isEqualTo("struct<text:string,labels:array<string>,probabilities:array<double>>");
    assertThat(parquet().filter("size(labels) = size(probabilities)").count()).isEqualTo(1);
  }

  private void refused(RowModel<?> model, RecordInput input, String message) throws IOException {
    assertThatThrownBy(() -> run(model, input, RowFormat.PARQUET, ""))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(message);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".") || name.equals("out"));
    }
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    Path file = folder.resolve("in.tsv");
    Files.write(file, List.of("tekst\tlabel", "w1\ta"));
    refused(
        predicting(classifier, null),
        lines(tsv(), file),
        "expected the column text in file:"
            + file
            + ", found only tekst, label; name another with"
            + " --column");
    refused(
        predicting(classifier, "tekst"),
        lines(tsv(), file),
        "expected no column label in "
            + file
            + ", as the result has one, found one; give --prefix");
    Path other = folder.resolve("other.tsv");
    Files.write(other, List.of("text", "w1"));
    refused(
        scoring("text"), lines(tsv(), other, file), "the column text in file:" + file + ", found");
    refused(predicting(ofFeatures, null), lines(tsv(), other), "expected the column x in");
    spark.sql("select array(1, 2) as v, 'a' as s").createOrReplaceTempView("short");
    refused(
        predicting(ofFeatures, "v"),
        new TableRecords("short"),
        "table short, partition 0, row 1: the model predicts from 3 features, found 2");
    refused(
        predicting(ofFeatures, "s"),
        new TableRecords("short"),
        "table short, partition 0, row 1: expected a number in the column s, found 'a'");
    refused(scoring("v"), new TableRecords("short"), "expected a text in the column v, found an");
    refused(scoring("w"), new TableRecords("short"), "expected the column w in table short, found");
    refused(scoring(null), new TableRecords("no_such"), "none of the name no_such");
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    refused(scoring(null), lines(new TextLinesFormat(), empty), "empty");
    Path latin = Files.write(folder.resolve("l.txt"), "é".getBytes(StandardCharsets.ISO_8859_1));
    refused(scoring(null), lines(new TextLinesFormat(), latin), "expected text in UTF-8");
  }

  @Test
  void otherModelsAreRefused() {
    assertThatThrownBy(
            () -> ScoringModel.find(TextTraining.hadoop(classifier), null, new Configuration()))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(
            "expected a model of the task language, found one of the task classification in file:"
                + classifier);
    assertThatThrownBy(() -> predicting(language, null))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected a model of a task that predicts, found one of the task");
    assertThatThrownBy(() -> predicting(folder.resolve("none"), null))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("found nothing at file:" + folder.resolve("none"));
  }

  @Test
  void aFolderInUseIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("in.txt"), List.of("w1"));
    LineRecords input = lines(new TextLinesFormat(), file);
    run(scoring(null), input, RowFormat.PARQUET, "");
    assertThatThrownBy(() -> run(scoring(null), input, RowFormat.PARQUET, ""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("found an earlier result; remove it or give another --out");
  }
}
