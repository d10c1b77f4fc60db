package org.unroll.records;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.SourceFile;
import org.unroll.output.JobContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Records in the rows of Parquet files. The folders below a path that are named {@code
 * column=value} give columns too.
 *
 * @param paths in the order in which they are read
 */
public record ParquetRecords(List<InputPath> paths) implements RecordInput {

  public ParquetRecords {
    paths = List.copyOf(paths);
  }

  @Override
  public List<SourceFile> files(Configuration hadoop) {
    return InputPath.findAll(paths, hadoop).stream()
        .map(file -> new SourceFile(ROLE, file))
        .toList();
  }

  /**
   * The files of a path that are read with one schema.
   *
   * @param base the folder below which the names of folders give columns
   */
  private record Group(String base, List<InputFile> files) {}

  @Override
  public JavaRDD<InputRecord> read(JobContext job) {
    return union(
        job,
        (path, group, schema, file) -> {
          String name = file.toString();
          String[] columns = schema.fieldNames();
          String[] givenNames = path.columnNames();
          String[] givenValues = path.columnValues();
          return rows(group, schema, file)
              .map(row -> RowRecords.record(row, columns, name, row.getLong(columns.length) + 1))
              .map(record -> record.with(givenNames, givenValues));
        });
  }

  @Override
  public Optional<TypedRows> typed(JobContext job) {
    Map<String, StructType> schemas = new LinkedHashMap<>();
    long[] count = new long[1];
    JavaRDD<TypedRow> rows =
        union(
            job,
            (path, group, schema, file) -> {
              String name = file.toString();
              String[] given = path.columnValues();
              int width = schema.size();
              schemas.put(group.base(), TypedRows.with(schema, path.columnNames(), name));
              count[0] += count(group, schema, file);
              return rows(group, schema, file)
                  .map(row -> TypedRow.of(row, width, given, name, row.getLong(width) + 1));
            });
    return Optional.of(new TypedRows(TypedRows.same(schemas), rows, OptionalLong.of(count[0])));
  }

  /** A reader of one of the files of a group. */
  private interface FileReader<T> {
    JavaRDD<T> read(InputPath path, Group group, StructType schema, InputFile file);
  }

  /** Spark orders the parts of several files by their sizes, so each file is read by itself. */
  private <T> JavaRDD<T> union(JobContext job, FileReader<T> reader) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    List<RDD<T>> all = new ArrayList<>();
    for (InputPath path : paths) {
      for (Group group : groups(path, job.hadoop())) {
        StructType schema = schema(spark, group);
        for (InputFile file : group.files()) {
          all.add(reader.read(path, group, schema, file).rdd());
        }
      }
    }
    ClassTag<T> any = ClassTag$.MODULE$.apply(Object.class);
    return job.spark().sc().union(CollectionConverters.asScala(all).toSeq(), any).toJavaRDD();
  }

  private static List<Group> groups(InputPath path, Configuration hadoop) {
    List<Group> groups = new ArrayList<>();
    List<Path> folders = path.folders(hadoop);
    for (InputFile file : path.find(hadoop)) {
      Path base = base(file, folders);
      Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
      if (last == null || !last.base().equals(base.toString())) {
        last = new Group(base.toString(), new ArrayList<>());
        groups.add(last);
      }
      last.files().add(file);
    }
    return groups;
  }

  private static Path base(InputFile file, List<Path> folders) {
    return folders.stream()
        .filter(folder -> file.toString().startsWith(folder + "/"))
        .findFirst()
        .orElseGet(() -> file.path().getParent());
  }

  private static StructType schema(SparkSession spark, Group group) {
    String[] names = group.files().stream().map(InputFile::toString).toArray(String[]::new);
    try {
      return spark.read().option("basePath", group.base()).parquet(names).schema();
    } catch (Exception e) { // Spark's is checked, though its method does not declare it.
      if (e instanceof SparkThrowable) {
        throw ParquetRows.unreadable(group.base(), e);
      }
      throw e;
    }
  }

  private static Dataset<Row> open(Group group, StructType schema, InputFile file) {
    return SparkSession.builder()
        .getOrCreate()
        .read()
        .option("basePath", group.base())
        .schema(schema)
        .parquet(file.toString());
  }

  /** The rows of a file, each with its index as a further value. */
  private static JavaRDD<Row> rows(Group group, StructType schema, InputFile file) {
    String name = file.toString();
    return open(group, schema, file)
        .select("*", "_metadata.row_index")
        .javaRDD()
        .mapPartitions(rows -> new ParquetRows(rows, name));
  }

  private static long count(Group group, StructType schema, InputFile file) {
    try {
      return open(group, schema, file).count();
    } catch (Exception e) { // Spark's is checked, though its method does not declare it.
      if (e instanceof SparkThrowable) {
        throw ParquetRows.unreadable(file.toString(), e);
      }
      throw e;
    }
  }

  @Override
  public RecordTally tally(JobContext job) {
    RecordTally tally = new RecordTally(describe());
    tally.keep(read(job).count());
    return tally;
  }

  @Override
  public Config options() {
    return InputOptions.withColumns(InputOptions.format("parquet"), paths);
  }

  @Override
  public String describe() {
    return LineRecords.describe(paths);
  }
}
