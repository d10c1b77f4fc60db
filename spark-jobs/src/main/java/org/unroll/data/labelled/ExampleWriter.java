package org.unroll.data.labelled;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.unroll.output.ParquetRecords;

/** Writes examples into one Parquet file. */
public final class ExampleWriter implements AutoCloseable {

  private final ParquetWriter<Example> writer;

  public ExampleWriter(Path file, Configuration hadoop, ExampleSchema schema) throws IOException {
    List<ExampleColumn> columns = schema.columns();
    writer =
        new ParquetRecords<Example>(
                file,
                hadoop,
                schema.message(),
                (example, consumer) -> {
                  for (int column = 0; column < columns.size(); column++) {
                    write(columns.get(column), column, example, consumer);
                  }
                })
            .build();
  }

  public void write(Example example) throws IOException {
    writer.write(example);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static void write(ExampleColumn column, int index, Example row, RecordConsumer to) {
    to.startField(column.name(), index);
    to.startGroup();
    switch (column.kind()) {
      case INTS -> {
        int[] values = row.ints(index);
        writeList(values.length, i -> to.addInteger(values[i]), to);
      }
      case FLOATS -> {
        float[] values = row.floats(index);
        writeList(values.length, i -> to.addFloat(values[i]), to);
      }
      case STRINGS -> {
        String[] values = row.strings(index);
        writeList(values.length, i -> to.addBinary(Binary.fromString(values[i])), to);
      }
    }
    to.endGroup();
    to.endField(column.name(), index);
  }

  private interface Element {
    void add(int index);
  }

  private static void writeList(int length, Element element, RecordConsumer to) {
    if (length == 0) {
      return; // An empty list has no field.
    }
    to.startField("list", 0);
    for (int i = 0; i < length; i++) {
      to.startGroup();
      to.startField("element", 0);
      element.add(i);
      to.endField("element", 0);
      to.endGroup();
    }
    to.endField("list", 0);
  }
}
