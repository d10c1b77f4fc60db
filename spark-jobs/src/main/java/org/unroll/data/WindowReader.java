package org.unroll.data;

import java.io.Closeable;
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
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.output.ParquetGroup;

/** The windows of a Parquet file that {@link WindowWriter} wrote, one after the other. */
final class WindowReader implements Closeable {

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

  private final ParquetFileReader file;
  private final MessageColumnIO columns = new ColumnIOFactory().getColumnIO(WindowWriter.SCHEMA);
  private final Window window;
  private final long windows;
  private long next; // the number of the next window
  private long groupEnd; // the number of the first window of the next row group
  private @Nullable RecordReader<Window> group;

  /**
   * Opens a file.
   *
   * @param from the first window to read, counted from 0
   * @param length ids of every window
   */
  WindowReader(Path path, Configuration hadoop, long from, int length) throws IOException {
    window = new Window(path, length);
    file = ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop));
    windows = file.getRecordCount();
    for (BlockMetaData rows : file.getRowGroups()) {
      if (groupEnd + rows.getRowCount() > from) {
        break;
      }
      file.skipNextRowGroup();
      groupEnd += rows.getRowCount();
    }
    next = groupEnd;
    while (next < Math.min(from, windows)) {
      read();
    }
  }

  /** Moves to the next window, if there is one. */
  boolean next() throws IOException {
    if (next >= windows) {
      return false;
    }
    read();
    return true;
  }

  private void read() throws IOException {
    RecordReader<Window> rows = group;
    if (next == groupEnd || rows == null) {
      PageReadStore pages = file.readNextRowGroup();
      groupEnd += pages.getRowCount();
      rows = columns.getRecordReader(pages, window);
      group = rows;
    }
    rows.read();
    next++;
  }

  /** The number of windows in the file. */
  long windows() {
    return windows;
  }

  long articleId() {
    return window.articleId;
  }

  long position() {
    return window.position;
  }

  /** The ids of the window; valid until the next one. */
  int[] ids() {
    return window.complete();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * Reads the windows {@code from} (inclusive) to {@code to} (exclusive) of a file.
   *
   * @param length ids of every window
   */
  static void read(Path file, Configuration hadoop, long from, long to, int length, Sink sink)
      throws IOException {
    try (WindowReader reader = new WindowReader(file, hadoop, from, length)) {
      for (long window = from; window < to; window++) {
        if (!reader.next()) {
          throw new BadDataException(
              file
                  + ": expected at least "
                  + to
                  + " windows, found "
                  + reader.windows
                  + "; prepare the data again");
        }
        sink.accept(reader.articleId(), reader.position(), reader.ids());
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
