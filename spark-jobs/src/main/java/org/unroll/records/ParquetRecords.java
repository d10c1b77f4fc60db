package org.unroll.records;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.SourceFile;
import org.unroll.output.JobContext;
import scala.jdk.javaapi.CollectionConverters;
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

  /** Spark orders the parts of several files by their sizes, so each file is read by itself. */
  @Override
  public JavaRDD<InputRecord> read(JobContext job) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    List<RDD<InputRecord>> all = new ArrayList<>();
    for (InputPath path : paths) {
      for (Group group : groups(path, job.hadoop())) {
        StructType schema = schema(spark, group);
        for (InputFile file : group.files()) {
          DataFrameReader reader = spark.read().option("basePath", group.base()).schema(schema);
          all.add(read(reader, file, schema.fieldNames(), path).rdd());
        }
      }
    }
    return job.spark()
        .sc()
        .union(
            CollectionConverters.asScala(all).toSeq(), ClassTag$.MODULE$.apply(InputRecord.class))
        .toJavaRDD();
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

  private static JavaRDD<InputRecord> read(
      DataFrameReader reader, InputFile file, String[] columns, InputPath path) {
    String name = file.toString();
    String[] givenNames = path.columnNames();
    String[] givenValues = path.columnValues();
    return reader
        .parquet(name)
        .select("*", "_metadata.row_index")
        .javaRDD()
        .mapPartitions(rows -> new ParquetRows(rows, name, columns))
        .map(record -> record.with(givenNames, givenValues));
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
