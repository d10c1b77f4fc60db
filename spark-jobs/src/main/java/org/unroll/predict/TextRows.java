package org.unroll.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;
import org.unroll.output.JobContext;
import org.unroll.records.InputRecord;
import org.unroll.records.RecordInput;

/**
 * The records of files of text. They become lines of JSON, of which Spark knows how to make types.
 */
final class TextRows implements RowInput {

  private final JavaRDD<InputRecord> records;
  private final Map<String, Set<String>> columnsOfFiles;
  private final List<String> columns;
  private final long count;

  private TextRows(
      JavaRDD<InputRecord> records, Map<String, Set<String>> columnsOfFiles, long count) {
    this.records = records;
    this.columnsOfFiles = columnsOfFiles;
    this.columns = columnsOfFiles.values().stream().flatMap(Set::stream).distinct().toList();
    this.count = count;
  }

  static TextRows of(RecordInput input, JobContext job) {
    JavaRDD<InputRecord> records = input.read(job);
    Map<String, Set<String>> columns = new LinkedHashMap<>();
    long count = 0;
    for (ColumnsOfPart part :
        job.show(
            "read",
            records.getNumPartitions(),
            () -> records.mapPartitions(ColumnsOfPart::count).collect())) {
      columns
          .computeIfAbsent(part.file, file -> new LinkedHashSet<>())
          .addAll(Arrays.asList(part.columns));
      count += part.records;
    }
    if (count == 0) {
      throw new BadDataException("expected records in " + input.describe() + ", found none");
    }
    return new TextRows(records, columns, count);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public void checkHas(String column, String advice) {
    columnsOfFiles.forEach(
        (file, found) -> {
          if (!found.contains(column)) {
            throw RowInput.lacks(column, List.copyOf(found), file, advice);
          }
        });
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.of(count);
  }

  @Override
  public int partitions() {
    return records.getNumPartitions();
  }

  @Override
  public <I> void write(Application<I> applied, RowFormat format, String folder) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    JsonForm form = new JsonForm(applied.added());
    JavaRDD<String> lines = records.mapPartitions(each -> applied.apply(each, form));
    Dataset<String> json = spark.createDataset(lines.rdd(), Encoders.STRING());
    switch (format) {
      case JSONL ->
          json.write().mode(SaveMode.Overwrite).option("compression", "none").text(folder);
      case PARQUET ->
          SqlRows.write(
              spark
                  .read()
                  .schema(schema(spark, applied.added()))
                  .option("mode", "FAILFAST")
                  .json(json),
              format,
              folder);
    }
  }

  /** The types of the columns, which Spark infers from the values: texts where these differ. */
  private StructType schema(SparkSession spark, AddedColumns added) {
    JavaRDD<String> lines = records.map(record -> Json.compact(JsonForm.values(record)));
    StructType inferred =
        spark.read().json(spark.createDataset(lines.rdd(), Encoders.STRING())).schema();
    List<String> names = Arrays.asList(inferred.fieldNames());
    StructType schema = new StructType();
    for (String column : columns) {
      DataType type =
          names.contains(column) ? inferred.apply(column).dataType() : DataTypes.StringType;
      schema = schema.add(column, type);
    }
    for (StructField field : added.fields().fields()) {
      schema = schema.add(field);
    }
    return schema;
  }

  /** The columns of the records of a part of a file. */
  private static final class ColumnsOfPart implements java.io.Serializable {

    private static final long serialVersionUID = 1L;

    final String file;
    final String[] columns;
    final long records;

    ColumnsOfPart(String file, Set<String> columns, long records) {
      this.file = file;
      this.columns = columns.toArray(String[]::new);
      this.records = records;
    }

    static Iterator<ColumnsOfPart> count(Iterator<InputRecord> records) {
      List<ColumnsOfPart> all = new ArrayList<>();
      Set<String> columns = new LinkedHashSet<>();
      List<String> last = List.of();
      String file = "";
      long count = 0;
      while (records.hasNext()) {
        InputRecord record = records.next();
        if (!record.columns().equals(last)) {
          last = record.columns();
          columns.addAll(last);
        }
        file = record.source();
        count++;
      }
      if (count > 0) {
        all.add(new ColumnsOfPart(file, columns, count));
      }
      return all.iterator();
    }
  }

  /** Records as lines of JSON. */
  private static final class JsonForm implements BatchedRows.Form<InputRecord, String> {

    private static final long serialVersionUID = 1L;

    private final AddedColumns added;

    JsonForm(AddedColumns added) {
      this.added = added;
    }

    @Override
    public InputRecord record(InputRecord row) {
      return row;
    }

    @Override
    public long size(InputRecord row) {
      return Sizes.of(row.values().values());
    }

    @Override
    public String with(InputRecord row, @Nullable Map<String, Object> values) {
      Map<String, @Nullable Object> all = values(row);
      added.putInto(all, values);
      return Json.compact(all);
    }

    static Map<String, @Nullable Object> values(InputRecord record) {
      Map<String, @Nullable Object> all = record.values();
      all.replaceAll((column, value) -> JsonValues.of(value));
      return all;
    }
  }
}
