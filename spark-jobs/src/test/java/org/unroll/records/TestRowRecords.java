package org.unroll.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.errors.BadDataException;
import org.unroll.output.JobContext;
import org.unroll.output.TaskErrors;
import org.unroll.progress.Progress;
import org.unroll.records.formats.NestedValue;
import org.unroll.testing.LocalSpark;
import scala.reflect.ClassTag$;

/** Records in Parquet files and tables. */
class TestRowRecords {

  private static final String ROWS =
      "select id as n, concat('text ', id) as text, id % 2 = 0 as even, cast(id as float) / 2 as"
          + " half, array('a', 'b') as words, array(id, id + 1) as features, array(cast(null as"
          + " int)) as holes, named_struct('k', id) as nested, cast(null as string) as nothing,"
          + " cast('NaN' as double) as nan from range(6)";

  @TempDir private Path folder;

  private final SparkSession spark = LocalSpark.session();
  private final JobContext job = new JobContext(LocalSpark.context(), Progress.silent());

  private List<InputRecord> read(RecordInput input) {
    return TaskErrors.unwrap(() -> input.read(job).collect());
  }

  private static ParquetRecords parquet(Path path) {
    return new ParquetRecords(List.of(new InputPath(path.toString())));
  }

  @Test
  void aTable() {
    spark.sql(ROWS).repartition(3).createOrReplaceTempView("reviews");
    TableRecords input = new TableRecords("reviews");
    assertThat(input.files(job.hadoop())).isEmpty();
    assertThat(input.tally(job).kept()).isEqualTo(6);
    List<InputRecord> records = read(input);
    assertThat(records.stream().map(InputRecord::place))
        .isEqualTo(IntStream.rangeClosed(1, 6).mapToObj(n -> "table reviews, row " + n).toList());
    InputRecord record =
        records.stream().filter(one -> one.text("n").equals("4")).findFirst().orElseThrow();
    assertThat(record.text("text")).isEqualTo("text 4");
    assertThat(record.text("even")).isEqualTo("true");
    assertThat(record.texts("words")).containsExactly("a", "b");
    assertThat(record.numbers("features", "half", "n")).containsExactly(4, 5, 2, 4);
    assertThat(record.value("nested")).hasToString("{\"k\":4}");
    String place = record.place() + ": ";
    assertThatThrownBy(() -> record.text("nothing"))
        .isInstanceOf(BadDataException.class)
        .hasMessage(place + "expected a text in the column nothing, found null");
    assertThatThrownBy(() -> record.text("half"))
        .hasMessage(place + "expected a text in the column half, found the number 2.0");
    assertThatThrownBy(() -> record.numbers("n", "nan"))
        .hasMessage(
            place
                + "expected a finite number of single precision in the column nan, found the"
                + " number NaN");
    assertThatThrownBy(() -> record.numbers("holes"))
        .hasMessage(place + "expected a number in the column holes, found null");
    assertThatThrownBy(() -> record.numbers("nested"))
        .hasMessage(place + "expected a number in the column nested, found a nested value");
    assertThatThrownBy(() -> record.numbers("even"))
        .hasMessage(place + "expected a number in the column even, found the truth value true");
    assertThat(input.options().getString("table")).isEqualTo("reviews");
  }

  @Test
  void noTable() {
    for (String name : List.of("no_such", "no.such.table", "not a name")) {
      assertThatThrownBy(() -> read(new TableRecords(name)))
          .isInstanceOf(BadDataException.class)
          .hasMessage(
              "expected a table or view in Spark's catalogue, found none of the name " + name);
    }
  }

  @Test
  void parquetFilesInTheirOrder() {
    Dataset<Row> rows = spark.range(0, 3000, 1, 1).selectExpr("id as n", "repeat('x', 20) as x");
    String[] sizes = {"n < 10", "n >= 10 and n < 2500", "n >= 2500"};
    for (int file = 0; file < sizes.length; file++) {
      rows.where(sizes[file]).write().parquet(folder + "/data/split=" + file);
    }
    List<InputRecord> records = read(parquet(folder.resolve("data")));
    assertThat(records.stream().map(record -> record.text("n")).toList())
        .isEqualTo(IntStream.range(0, 3000).mapToObj(String::valueOf).toList());
    InputRecord last = records.get(2999);
    assertThat(last.place()).startsWith("file:" + folder + "/data/split=2/").endsWith(", row 500");
    assertThat(last.columns()).containsExactly("n", "x", "split");
    assertThat(last.text("split")).isEqualTo("2");
    assertThat(parquet(folder.resolve("data")).tally(job).kept()).isEqualTo(3000);
    assertThat(read(parquet(folder.resolve("data/split=[01]")))).hasSize(2500);
    ParquetRecords labelled =
        new ParquetRecords(
            List.of(new InputPath(folder + "/data/split=0", Map.of("label", "few"))));
    assertThat(read(labelled)).hasSize(10).allMatch(one -> one.text("label").equals("few"));
    assertThat(labelled.files(job.hadoop())).hasSize(1);
  }

  @Test
  void noParquet() throws Exception {
    Path text = Files.writeString(folder.resolve("text.parquet"), "no Parquet at all, but text\n");
    assertThatThrownBy(() -> read(parquet(text)))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "cannot read file:%s as Parquet: file:%s is not a Parquet file. Expected magic number at"
                    .formatted(folder, text)
                + " tail, but found [101, 120, 116, 10]");
    spark.range(3).write().parquet(folder + "/mixed");
    Files.copy(text, folder.resolve("mixed/zz.parquet"));
    assertThatThrownBy(() -> read(parquet(folder.resolve("mixed"))))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("cannot read file:" + folder + "/mixed/zz.parquet as Parquet: ");
    assertThatThrownBy(() -> read(parquet(folder.resolve("nothing"))))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("found nothing at " + folder + "/nothing");
  }

  @Test
  void bothSerializersKeepRecords() {
    SparkConf conf = new SparkConf();
    for (Serializer kind : List.of(new JavaSerializer(conf), new KryoSerializer(conf))) {
      SerializerInstance serializer = kind.newInstance();
      Object[] values = {
        "a",
        1L,
        2.5,
        true,
        new String[] {"b"},
        new double[] {3},
        new Object[] {"c", null, 1L},
        new NestedValue("{}"),
        null
      };
      String[] columns = "s,l,d,b,texts,numbers,mixed,nested,null".split(",");
      InputRecord record = new InputRecord("file", "row", 7, columns, values);
      InputRecord copy =
          serializer.deserialize(
              serializer.serialize(record, ClassTag$.MODULE$.apply(InputRecord.class)),
              ClassTag$.MODULE$.apply(InputRecord.class));
      assertThat(copy).usingRecursiveComparison().isEqualTo(record);
      assertThat(copy.place()).isEqualTo("file, row 7");
    }
  }
}
