package org.unroll.records;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.SourceFile;
import org.unroll.output.JobContext;

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

  /** Spark orders the parts of several files by their sizes, so each file is read by itself. */
  @Override
  public JavaRDD<InputRecord> read(JobContext job) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    List<JavaRDD<InputRecord>> all = new ArrayList<>();
    for (InputPath path : paths) {
      List<InputFile> files = path.find(job.hadoop());
      StructType schema =
          spark
              .read()
              .parquet(files.stream().map(InputFile::toString).toArray(String[]::new))
              .schema();
      for (InputFile file : files) {
        all.add(read(spark, schema, file, path));
      }
    }
    return all.size() == 1 ? all.get(0) : job.spark().union(all.toArray(JavaRDD[]::new));
  }

  private static JavaRDD<InputRecord> read(
      SparkSession spark, StructType schema, InputFile file, InputPath path) {
    String[] columns = schema.fieldNames();
    String name = file.toString();
    String[] givenNames = path.columnNames();
    String[] givenValues = path.columnValues();
    return spark
        .read()
        .schema(schema)
        .parquet(name)
        .select("*", "_metadata.row_index")
        .javaRDD()
        .map(
            row ->
                RowRecords.record(row, columns, name, row.getLong(columns.length) + 1)
                    .with(givenNames, givenValues));
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
