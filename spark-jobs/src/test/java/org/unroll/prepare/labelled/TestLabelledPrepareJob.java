package org.unroll.prepare.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.config.UnrollConfig;
import org.unroll.records.InputPath;
import org.unroll.records.ParquetRecords;
import org.unroll.records.TableRecords;
import org.unroll.records.formats.ColumnNames;
import org.unroll.records.formats.CsvFormat;
import org.unroll.records.formats.JsonLinesFormat;
import org.unroll.testing.Labelled;
import org.unroll.testing.LocalSpark;

/** The same records give the same data in whatever form they come. */
class TestLabelledPrepareJob {

  @TempDir private Path folder;

  private Path out(String name) {
    return folder.resolve(name);
  }

  @BeforeEach
  void begin() {
    LocalSpark.session();
  }

  private Map<String, String> data(String name) throws IOException {
    Map<String, String> sums = Labelled.sums(out(name));
    assertThat(sums).containsKeys("vocab.txt", "labels.txt", "label-counts.txt", "_SUCCESS");
    assertThat(sums.keySet()).contains("examples/split=test/part-00000.parquet");
    return sums;
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private static List<String> map(List<String> lines, Function<String[], String> row) {
    return lines.stream().map(line -> row.apply(line.split("\t"))).toList();
  }

  @Test
  void textsInAnyOrderFilesAndFormats() throws IOException {
    List<String> lines = Labelled.lines(300, 1);
    UnrollConfig config = Labelled.config();
    LabelledReport report =
        Labelled.prepare(
            Labelled.tsv(Labelled.tsv(folder.resolve("a.tsv"), lines)), out("tsv"), config);
    assertThat(report.examples().values()).allMatch(count -> count > 30);
    assertThat(report.linesRead()).isEqualTo(300);
    assertThat(report.labels().keySet()).containsExactly("pos", "neg");
    assertThat(report.labels().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(report.examples().get("train"));
    Map<String, String> expected = data("tsv");

    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(2));
    Labelled.prepare(
        Labelled.tsv(
            Labelled.tsv(folder.resolve("z.tsv"), shuffled.subList(0, 100)),
            Labelled.tsv(folder.resolve("b.tsv"), shuffled.subList(100, 300))),
        out("shuffled"),
        config);
    assertThat(data("shuffled")).isEqualTo(expected);

    List<String> csv = new ArrayList<>(List.of("label,text"));
    csv.addAll(map(shuffled, row -> row[1] + ",\"" + row[0] + "\""));
    Labelled.prepare(
        Labelled.lines(new CsvFormat(ColumnNames.HEADER, ','), write("a.csv", csv)),
        out("csv"),
        config);
    assertThat(data("csv")).isEqualTo(expected);

    List<String> json =
        map(lines, row -> "{\"id\":7,\"label\":\"%s\",\"text\":\"%s\"}".formatted(row[1], row[0]));
    Path jsonl = write("a.jsonl", json);
    Labelled.prepare(Labelled.lines(new JsonLinesFormat(), jsonl), out("jsonl"), config);
    assertThat(data("jsonl")).isEqualTo(expected);

    Dataset<Row> table = LocalSpark.session().read().json(jsonl.toString());
    table.createOrReplaceTempView("reviews");
    Labelled.prepare(new TableRecords("reviews"), out("table"), config);
    assertThat(data("table")).isEqualTo(expected);
    assertThat(Labelled.prepare(new TableRecords("reviews"), out("table"), config).upToDate())
        .isTrue();

    Path parquet = folder.resolve("a.parquet");
    table.orderBy(functions.col("text").desc()).repartition(4).write().parquet(parquet.toString());
    Labelled.prepare(
        new ParquetRecords(List.of(new InputPath(parquet.toUri().toString(), Map.of()))),
        out("parquet"),
        config);
    assertThat(data("parquet")).isEqualTo(expected);
  }

  @Test
  void vectorsInAnyOrderFilesAndFormats() throws IOException {
    Random random = new Random(3);
    List<double[]> vectors = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      vectors.add(
          new double[] {random.nextInt(9), random.nextGaussian() * 1e6, random.nextInt(9) / 8.0});
    }
    UnrollConfig config = Labelled.config("data.features=[a,b,c]");
    Function<double[], String> label = row -> row[0] > 4 ? "1" : "0";
    List<String> csv = new ArrayList<>(List.of("c,a,b,label"));
    vectors.forEach(
        row -> csv.add(row[2] + "," + (int) row[0] + "," + row[1] + "," + label.apply(row)));
    Labelled.prepare(
        Labelled.lines(new CsvFormat(ColumnNames.HEADER, ','), write("a.csv", csv)),
        out("csv"),
        config);
    Map<String, String> expected = Labelled.sums(out("csv"));
    assertThat(expected).containsKey("features.json");

    Collections.shuffle(vectors, random);
    List<String> json =
        vectors.stream()
            .map(
                row ->
                    "{\"a\":%s,\"b\":%s,\"c\":%s,\"label\":%s}"
                        .formatted(row[0], row[1], row[2], label.apply(row)))
            .collect(Collectors.toList());
    Path jsonl = write("a.jsonl", json);
    Labelled.prepare(Labelled.lines(new JsonLinesFormat(), jsonl), out("jsonl"), config);
    assertThat(Labelled.sums(out("jsonl"))).isEqualTo(expected);

    LocalSpark.session().read().json(jsonl.toString()).createOrReplaceTempView("vectors");
    Labelled.prepare(new TableRecords("vectors"), out("table"), config);
    assertThat(Labelled.sums(out("table"))).isEqualTo(expected);
  }

  /** All columns are features; JSON does not fix their order. */
  @Test
  void allColumnsAndAnArrayAreVectors() throws IOException {
    List<String> json = new ArrayList<>();
    List<String> array = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      String label = n % 3 == 0 ? "x" : "y";
      json.add(
          n % 2 == 0
              ? "{\"p\":%d,\"q\":%d,\"label\":\"%s\"}".formatted(n, n % 7, label)
              : "{\"q\":%d,\"label\":\"%s\",\"p\":%d}".formatted(n % 7, label, n));
      array.add("{\"label\":\"%s\",\"v\":[%d,%d.0]}".formatted(label, n, n % 7));
    }
    Labelled.prepare(
        Labelled.lines(new JsonLinesFormat(), write("all.jsonl", json)),
        out("all"),
        Labelled.config("data.features=\"*\""));
    LabelledReport report =
        Labelled.prepare(
            Labelled.lines(new JsonLinesFormat(), write("array.jsonl", array)),
            out("array"),
            Labelled.config("data.features=v"));
    assertThat(report.vocabularySize()).isZero();
    Map<String, String> all = new HashMap<>(Labelled.sums(out("all")));
    Map<String, String> ofArray = new HashMap<>(Labelled.sums(out("array")));
    assertThat(all.remove("features.json")).isNotEqualTo(ofArray.remove("features.json"));
    assertThat(all).isEqualTo(ofArray);
  }

  @Test
  void equalTextsBelongToOneSplit() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      lines.add("text number " + n + "\tpos");
      lines.add("text number " + n + "\tneg");
      lines.add("text number " + n + "\tpos");
    }
    LabelledReport report =
        Labelled.prepare(
            Labelled.tsv(Labelled.tsv(folder.resolve("a.tsv"), lines)),
            out("data"),
            Labelled.config());
    assertThat(report.examples().values()).allMatch(count -> count % 3 == 0);
    assertThat(report.labels().get("pos")).isEqualTo(2 * report.labels().get("neg"));
  }

  @Test
  void theFingerprintTellsWhetherAnythingChanged() throws IOException {
    Path file = Labelled.tsv(folder.resolve("a.tsv"), Labelled.lines(60, 1));
    Path out = out("data");
    assertThat(Labelled.prepare(Labelled.tsv(file), out, Labelled.config()).upToDate()).isFalse();
    LabelledReport again =
        Labelled.prepare(Labelled.tsv(file), out, Labelled.config("train.seed=7"));
    assertThat(again.upToDate()).isTrue();
    assertThat(again.labels()).hasSize(2);
    for (String key :
        List.of(
            "text.lowerCase=true", "split.test=0.3", "data.labels=multiple", "text.minCount=2")) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> Labelled.prepare(Labelled.tsv(file), out, Labelled.config(key))))
          .as(key)
          .hasMessageContaining(out.toString());
    }
  }

  @Test
  void withEitherSerializer() throws IOException {
    Path file = Labelled.tsv(folder.resolve("a.tsv"), Labelled.lines(200, 4));
    Labelled.prepare(Labelled.tsv(file), out("java"), Labelled.config());
    LocalSpark.session().stop();
    SparkSession session =
        SparkSession.builder()
            .config(
                new SparkConf()
                    .setMaster("local[1]")
                    .setAppName("kryo")
                    .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                    .set("spark.ui.enabled", "false")
                    .set("spark.driver.host", "127.0.0.1")
                    .set("spark.driver.bindAddress", "127.0.0.1"))
            .getOrCreate();
    try {
      assertThat(
              JavaSparkContext.fromSparkContext(session.sparkContext())
                  .getConf()
                  .get("spark.serializer"))
          .contains("Kryo");
      Labelled.prepare(Labelled.tsv(file), out("kryo"), Labelled.config());
      Labelled.prepare(
          Labelled.lines(
              new CsvFormat(ColumnNames.HEADER, ','),
              write("v.csv", List.of("a,b,label", "1,2,x", "2,1,y", "3,5,x", "4,4,y", "9,2,x"))),
          out("vectors"),
          Labelled.config("data.features=[a,b]", "split.test=0", "split.validation=0"));
    } finally {
      session.stop();
    }
    assertThat(data("kryo")).isEqualTo(data("java"));
  }
}
