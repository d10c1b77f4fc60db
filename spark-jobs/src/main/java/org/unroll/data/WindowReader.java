package org.unroll.data;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.unroll.data.parquet.ParquetRows;
import org.unroll.errors.BadDataException;
import org.unroll.output.ParquetGroup;

/** A reader of the windows of a Parquet file that {@link WindowWriter} wrote. */
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

  private final Path file;
  private final ParquetRows rows;
  private final int length;
  private final int vocabularySize;

  /**
   * A reader of a file.
   *
   * @param length ids of every window
   * @param vocabularySize V; every id is below it
   */
  WindowReader(Path file, Configuration hadoop, int length, int vocabularySize) {
    this.file = file;
    this.rows = new ParquetRows(file, hadoop, "windows");
    this.length = length;
    this.vocabularySize = vocabularySize;
  }

  /**
   * Checks that the file has some windows, without reading them.
   *
   * @throws BadDataException if it has fewer
   */
  void checkRows(long expected) throws IOException {
    rows.check(expected);
  }

  /**
   * Reads the windows {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @throws BadDataException if the file is damaged or has fewer windows
   * @throws IOException if it cannot be read, which another attempt may change
   */
  void read(long from, long to, Sink sink) throws IOException {
    try (Rows windows = open(from)) {
      for (long window = from; window < to; window++) {
        if (!windows.next()) {
          throw rows.tooFew(to, windows.windows());
        }
        sink.accept(windows.articleId(), windows.position(), windows.ids());
      }
    }
  }

  /**
   * Opens the file to read one window after the other.
   *
   * @param from the first window to read, counted from 0
   * @throws BadDataException if the file is damaged
   */
  Rows open(long from) throws IOException {
    return new Rows(rows.open(from, WindowWriter.SCHEMA, new Window(file, length, vocabularySize)));
  }

  /** The windows of the file, one after the other. */
  static final class Rows implements Closeable {

    private final ParquetRows.Cursor<Window> cursor;

    private Rows(ParquetRows.Cursor<Window> cursor) {
      this.cursor = cursor;
    }

    /** Moves to the next window, if there is one. */
    boolean next() throws IOException {
      return cursor.next();
    }

    /** The number of windows in the file. */
    long windows() {
      return cursor.rows();
    }

    long articleId() {
      return cursor.row().articleId;
    }

    long position() {
      return cursor.row().position;
    }

    /** The ids of the window; valid until the next one. */
    int[] ids() {
      return cursor.row().complete();
    }

    @Override
    public void close() throws IOException {
      cursor.close();
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

    Window(Path file, int length, int vocabularySize) {
      this.file = file;
      this.ids = new int[length];
      Converter element =
          new PrimitiveConverter() {
            @Override
            public void addInt(int value) {
              if (value < 0 || value >= vocabularySize) {
                throw new BadDataException(
                    file + ": expected ids below " + vocabularySize + ", found " + value);
              }
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
