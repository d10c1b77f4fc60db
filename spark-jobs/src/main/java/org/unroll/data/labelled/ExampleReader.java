package org.unroll.data.labelled;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.unroll.data.FileRange;
import org.unroll.data.parquet.ParquetRows;
import org.unroll.errors.BadDataException;
import org.unroll.output.ParquetGroup;

/** Reads the examples of a range of rows of a file that {@link ExampleWriter} wrote. */
final class ExampleReader {

  private ExampleReader() {}

  /**
   * Passes the examples of a range on, in order.
   *
   * @throws BadDataException if the file is damaged or has fewer examples
   * @throws IOException if it cannot be read, which another attempt may change
   */
  static void read(
      FileRange range, Configuration hadoop, ExampleSchema schema, Consumer<Example> examples)
      throws IOException {
    ParquetRows rows = new ParquetRows(new Path(range.file()), hadoop, "examples");
    try (ParquetRows.Cursor<Example> cursor =
        rows.open(range.from(), schema.message(), new Materializer(schema.columns()))) {
      for (long row = range.from(); row < range.to(); row++) {
        if (!cursor.next()) {
          throw rows.tooFew(range.to(), cursor.rows());
        }
        examples.accept(cursor.row());
      }
    }
  }

  private static final class Materializer extends RecordMaterializer<Example> {

    private final List<Values> columns;
    private final GroupConverter root;

    Materializer(List<ExampleColumn> columns) {
      this.columns = columns.stream().map(column -> Values.of(column.kind())).toList();
      this.root =
          new ParquetGroup(
              this.columns.stream()
                  .map(
                      values ->
                          new ParquetGroup(new ParquetGroup(values)) {
                            @Override
                            public void start() {
                              values.count = 0;
                            }
                          })
                  .toArray(Converter[]::new));
    }

    @Override
    public Example getCurrentRecord() {
      return new Example(columns.stream().map(Values::copy).toArray());
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }

  /** The values of a column in the present row. */
  private abstract static class Values extends PrimitiveConverter {

    int count;

    abstract Object copy();

    static Values of(ExampleColumn.Kind kind) {
      return switch (kind) {
        case INTS -> new Ints();
        case FLOATS -> new Floats();
        case STRINGS -> new Strings();
      };
    }

    private static final class Ints extends Values {
      private int[] values = new int[64];

      @Override
      public void addInt(int value) {
        values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
        values[count++] = value;
      }

      @Override
      Object copy() {
        return Arrays.copyOf(values, count);
      }
    }

    private static final class Floats extends Values {
      private float[] values = new float[64];

      @Override
      public void addFloat(float value) {
        values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
        values[count++] = value;
      }

      @Override
      Object copy() {
        return Arrays.copyOf(values, count);
      }
    }

    private static final class Strings extends Values {
      private String[] values = new String[64];

      @Override
      public void addBinary(Binary value) {
        values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
        values[count++] = value.toStringUsingUTF8();
      }

      @Override
      Object copy() {
        return Arrays.copyOf(values, count);
      }
    }
  }
}
