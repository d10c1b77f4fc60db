package org.unroll.records;

import com.typesafe.config.Config;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.unroll.dump.input.SourceFile;
import org.unroll.errors.BadDataException;
import org.unroll.output.JobContext;

/**
 * Records in the rows of a table in Spark's catalogue, or of a temporary view. Rows come in the
 * order in which Spark reads them.
 *
 * @param name of the table, with its catalogue and schema where these are not the current ones
 */
public record TableRecords(String name) implements RecordInput {

  @Override
  public List<SourceFile> files(Configuration hadoop) {
    return List.of();
  }

  @Override
  public JavaRDD<InputRecord> read(JobContext job) {
    Dataset<Row> table = table();
    String[] columns = table.columns();
    String source = describe();
    return table
        .javaRDD()
        .zipWithIndex()
        .map(row -> RowRecords.record(row._1(), columns, source, row._2() + 1));
  }

  @Override
  public Optional<TypedRows> typed(JobContext job) {
    Dataset<Row> table = table();
    StructType schema = table.schema();
    int width = schema.size();
    String source = describe();
    JavaRDD<TypedRow> rows =
        table
            .javaRDD()
            .mapPartitionsWithIndex(
                (partition, all) ->
                    new TablePartition(all, source + ", partition " + partition, width),
                true);
    return Optional.of(new TypedRows(schema, rows, OptionalLong.empty()));
  }

  /** An iterator over the rows of a partition, which it counts. */
  private static final class TablePartition implements Iterator<TypedRow> {

    private final Iterator<Row> rows;
    private final String source;
    private final int width;
    private long number;

    TablePartition(Iterator<Row> rows, String source, int width) {
      this.rows = rows;
      this.source = source;
      this.width = width;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public TypedRow next() {
      return TypedRow.of(rows.next(), width, new String[0], source, ++number);
    }
  }

  private Dataset<Row> table() {
    try {
      return SparkSession.builder().getOrCreate().table(name);
    } catch (Exception e) { // Spark's is checked, though its method does not declare it.
      if (e instanceof AnalysisException) {
        throw new BadDataException(
            "expected a table or view in Spark's catalogue, found none of the name " + name, e);
      }
      throw e;
    }
  }

  @Override
  public RecordTally tally(JobContext job) {
    RecordTally tally = new RecordTally(describe());
    tally.keep(table().count());
    return tally;
  }

  @Override
  public Config options() {
    return InputOptions.with(InputOptions.format("table"), "table", name);
  }

  @Override
  public String describe() {
    return "table " + name;
  }
}
