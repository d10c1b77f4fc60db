package org.unroll.data;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.unroll.errors.BadDataException;
import org.unroll.output.ParquetGroup;

/** Reads a range of the windows of a Parquet file that {@link WindowWriter} wrote. */
final class WindowReader {

  /** Takes the windows in the order of the file. */
  @FunctionalInterface
  interface Sink {

    /**
     * Takes one window.
     *
     * @param ids valid only during the call
     */
    void accept(long articleId, long position, int[] ids);
  }

  private WindowReader() {}

  /**
   * Reads the windows {@code from} (inclusive) to {@code to} (exclusive) of a file.
   *
   * @param length ids of every window
   */
  static void read(Path file, Configuration hadoop, long from, long to, int length, Sink sink)
      throws IOException {
    Window window = new Window(file, length);
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(WindowWriter.SCHEMA);
      long first = 0;
      for (BlockMetaData block : reader.getRowGroups()) {
        long next = first + block.getRowCount();
        if (next <= from || first >= to) {
          reader.skipNextRowGroup();
        } else {
          PageReadStore pages = reader.readNextRowGroup();
          RecordReader<Window> records = columns.getRecordReader(pages, window);
          for (long row = first; row < Math.min(next, to); row++) {
            records.read();
            if (row >= from) {
              sink.accept(window.articleId, window.position, window.complete());
            }
          }
        }
        first = next;
      }
      if (first < to) {
        throw new BadDataException(
            file
                + ": expected at least "
                + to
                + " windows, found "
                + first
                + "; prepare the data again");
      }
    }
  }

  /** The one window that is filled again for each row. */
  private static final class Window extends RecordMaterializer<Window> {

    private final Path file;
    private final int[] ids;
    private int count;
    private long articleId;
    private long position;
    private final GroupConverter root;

    Window(Path file, int length) {
      this.file = file;
      this.ids = new int[length];
      Converter element =
          new PrimitiveConverter() {
            @Override
            public void addInt(int value) {
              if (count < ids.length) {
                ids[count] = value;
              }
              count++;
            }
          };
      Converter article =
          new PrimitiveConverter() {
            @Override
            public void addLong(long value) {
              articleId = value;
            }
          };
      Converter place =
          new PrimitiveConverter() {
            @Override
            public void addLong(long value) {
              position = value;
            }
          };
      root =
          new ParquetGroup(article, place, new ParquetGroup(new ParquetGroup(element))) {
            @Override
            public void start() {
              count = 0;
            }
          };
    }

    int[] complete() {
      if (count != ids.length) {
        throw new BadDataException(
            file + ": expected windows of " + ids.length + " ids, found " + count);
      }
      return ids;
    }

    @Override
    public Window getCurrentRecord() {
      return this;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }
}
