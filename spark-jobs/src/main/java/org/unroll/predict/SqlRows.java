package org.unroll.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.unroll.records.InputRecord;
import org.unroll.records.TypedRow;
import org.unroll.records.TypedRows;

/**
 * The rows of Parquet files or of a table, which keep their types.
 *
 * @param name of the input, for messages
 */
record SqlRows(TypedRows input, String name) implements RowInput {

  @Override
  public List<String> columns() {
    return List.of(input.schema().fieldNames());
  }

  @Override
  public void checkHas(String column, String advice) {
    if (!columns().contains(column)) {
      throw RowInput.lacks(column, columns(), name, advice);
    }
  }

  @Override
  public OptionalLong count() {
    return input.count();
  }

  @Override
  public int partitions() {
    return input.rows().getNumPartitions();
  }

  @Override
  public <I> void write(Application<I> applied, RowFormat format, String folder) {
    StructType schema = input.schema();
    BatchedRows.Form<TypedRow, Row> form =
        new SqlForm(
            applied.model().columns().toArray(String[]::new), schema.fieldNames(), applied.added());
    JavaRDD<Row> rows = input.rows().mapPartitions(each -> applied.apply(each, form));
    for (var field : applied.added().fields().fields()) {
      schema = schema.add(field);
    }
    Dataset<Row> all = SparkSession.builder().getOrCreate().createDataFrame(rows, schema);
    write(all, format, folder);
  }

  static void write(Dataset<Row> rows, RowFormat format, String folder) {
    switch (format) {
      case PARQUET ->
          rows.write().mode(SaveMode.Overwrite).option("compression", "snappy").parquet(folder);
      case JSONL ->
          rows.write()
              .mode(SaveMode.Overwrite)
              .option("compression", "none")
              .option("ignoreNullFields", "false")
              .json(folder);
    }
  }

  private static final class SqlForm implements BatchedRows.Form<TypedRow, Row> {

    private static final long serialVersionUID = 1L;

    private final String[] read;
    private final int[] indexes;
    private final AddedColumns added;

    SqlForm(String[] read, String[] columns, AddedColumns added) {
      this.read = read;
      this.indexes = Arrays.stream(read).mapToInt(Arrays.asList(columns)::indexOf).toArray();
      this.added = added;
    }

    @Override
    public InputRecord record(TypedRow row) {
      return row.record(read, indexes);
    }

    @Override
    public long size(TypedRow row) {
      return Sizes.of(row.values(0));
    }

    @Override
    public Row with(TypedRow row, @Nullable Map<String, Object> values) {
      @Nullable Object[] all = row.values(added.fields().size());
      added.setLast(all, values);
      return RowFactory.create(all);
    }
  }
}
