package org.unroll.data;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
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
import org.unroll.errors.ErrorMessage;
import org.unroll.errors.UnrollException;
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
  private final Configuration hadoop;
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
    this.hadoop = hadoop;
    this.length = length;
    this.vocabularySize = vocabularySize;
  }

  /**
   * Checks that the file has some windows, without reading them.
   *
   * @throws BadDataException if it has fewer
   */
  void checkRows(long expected) throws IOException {
    long found =
        explained(
            () -> {
              try (ParquetFileReader reader = openFile()) {
                return reader.getRecordCount();
              }
            });
    if (found < expected) {
      throw tooFew(expected, found);
    }
  }

  private BadDataException tooFew(long expected, long found) {
    return new BadDataException(
        file
            + ": expected at least "
            + expected
            + " windows, found "
            + found
            + "; prepare the data again");
  }

  /**
   * Reads the windows {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @throws BadDataException if the file is damaged or has fewer windows
   * @throws IOException if it cannot be read, which another attempt may change
   */
  void read(long from, long to, Sink sink) throws IOException {
    try (Rows rows = open(from)) {
      for (long window = from; window < to; window++) {
        if (!rows.next()) {
          throw tooFew(to, rows.windows());
        }
        sink.accept(rows.articleId(), rows.position(), rows.ids());
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
    return explained(() -> new Rows(from));
  }

  /** The windows of the file, one after the other. */
  final class Rows implements Closeable {

    private final ParquetFileReader parquet = openFile();
    private final MessageColumnIO columns =
        new ColumnIOFactory()
            .getColumnIO(WindowWriter.SCHEMA, parquet.getFileMetaData().getSchema());
    private final Window window = new Window(file, length, vocabularySize);
    private final long windows = parquet.getRecordCount();
    private long next; // the number of the next window
    private long groupEnd; // the number of the first window of the next row group
    private @Nullable RecordReader<Window> group;

    private Rows(long from) throws IOException {
      for (BlockMetaData rows : parquet.getRowGroups()) {
        if (groupEnd + rows.getRowCount() > from) {
          break;
        }
        parquet.skipNextRowGroup();
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
      return explained(
          () -> {
            read();
            return true;
          });
    }

    private void read() throws IOException {
      RecordReader<Window> rows = group;
      if (next == groupEnd || rows == null) {
        PageReadStore pages = parquet.readNextRowGroup();
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
      parquet.close();
    }
  }

  /** Opens the file; each page is compared with its checksum. */
  private ParquetFileReader openFile() throws IOException {
    return ParquetFileReader.open(
        HadoopInputFile.fromPath(file, hadoop),
        HadoopReadOptions.builder(hadoop, file).usePageChecksumVerification().build());
  }

  private interface Reading<T> {
    T run() throws IOException;
  }

  /** Parquet throws exceptions of many kinds at damage, even of those that mean broken reading. */
  private <T> T explained(Reading<T> reading) throws IOException {
    try {
      return reading.run();
    } catch (UnrollException e) {
      throw e;
    } catch (FileNotFoundException e) {
      throw new BadDataException(
          "expected the file " + file + ", found none; prepare the data again", e);
    } catch (IOException | RuntimeException e) {
      if (e instanceof IOException && !(e instanceof ChecksumException)) {
        readBytes();
      }
      throw new BadDataException(
          file
              + " is damaged: expected windows in Parquet, found "
              + ErrorMessage.firstLine(e)
              + "; prepare the data again",
          e);
    }
  }

  /** Reads the file to its end: where that succeeds, its content is at fault. */
  private void readBytes() throws IOException {
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      in.transferTo(OutputStream.nullOutputStream());
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
