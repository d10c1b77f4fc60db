package org.unroll.data.parquet;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
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
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.errors.UnrollException;

/** The rows of a Parquet file of prepared data; damage is told apart from failing storage. */
public final class ParquetRows {

  private final Path file;
  private final Configuration hadoop;
  private final String content;

  /**
   * A file.
   *
   * @param content the rows in one word, such as {@code windows}, for messages
   */
  public ParquetRows(Path file, Configuration hadoop, String content) {
    this.file = file;
    this.hadoop = hadoop;
    this.content = content;
  }

  /**
   * Checks that the file has some rows, without reading them.
   *
   * @throws BadDataException if it has fewer
   */
  public void check(long expected) throws IOException {
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

  /** The error of a file that ends too early. */
  public BadDataException tooFew(long expected, long found) {
    return new BadDataException(
        String.format(
            Locale.ROOT,
            "%s: expected at least %d %s, found %d; prepare the data again",
            file,
            expected,
            content,
            found));
  }

  /**
   * Opens the file to read one row after the other.
   *
   * @param from the first row to read, counted from 0
   * @param schema the columns to read
   * @throws BadDataException if the file is damaged or has other columns
   */
  public <T> Cursor<T> open(long from, MessageType schema, RecordMaterializer<T> materializer)
      throws IOException {
    return explained(() -> new Cursor<>(from, schema, materializer));
  }

  /**
   * The rows of the file, one after the other.
   *
   * @param <T> a row
   */
  public final class Cursor<T> implements Closeable {

    private final ParquetFileReader parquet = openFile();
    private final MessageColumnIO columns;
    private final RecordMaterializer<T> materializer;
    private final long rows = parquet.getRecordCount();
    private long next; // the number of the next row
    private long groupEnd; // the number of the first row of the next row group
    private @Nullable RecordReader<T> group;
    private @Nullable T row;

    private Cursor(long from, MessageType schema, RecordMaterializer<T> materializer)
        throws IOException {
      MessageType found = parquet.getFileMetaData().getSchema();
      checkColumns(schema, found);
      this.columns = new ColumnIOFactory().getColumnIO(schema, found);
      this.materializer = materializer;
      for (BlockMetaData block : parquet.getRowGroups()) {
        if (groupEnd + block.getRowCount() > from) {
          break;
        }
        parquet.skipNextRowGroup();
        groupEnd += block.getRowCount();
      }
      next = groupEnd;
      while (next < Math.min(from, rows)) {
        read();
      }
    }

    /** Moves to the next row, if there is one. */
    public boolean next() throws IOException {
      if (next >= rows) {
        return false;
      }
      return explained(
          () -> {
            read();
            return true;
          });
    }

    private void read() throws IOException {
      RecordReader<T> reader = group;
      if (next == groupEnd || reader == null) {
        PageReadStore pages = parquet.readNextRowGroup();
        groupEnd += pages.getRowCount();
        reader = columns.getRecordReader(pages, materializer);
        group = reader;
      }
      row = reader.read();
      next++;
    }

    /** The present row. */
    public T row() {
      return java.util.Objects.requireNonNull(row, "next comes first");
    }

    /** The number of rows in the file. */
    public long rows() {
      return rows;
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

  /** Parquet would take a column that is not there for an empty one. */
  private void checkColumns(MessageType expected, MessageType found) {
    for (String[] path : expected.getPaths()) {
      if (!found.containsPath(path)) {
        throw new BadDataException(
            "%s: expected the column %s of %s, found only %s; prepare the data again"
                .formatted(
                    file,
                    path[0],
                    content,
                    found.getFields().stream().map(Type::getName).toList()));
      }
    }
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
          "%s is damaged: expected %s in Parquet, found %s; prepare the data again"
              .formatted(file, content, ErrorMessage.firstLine(e)),
          e);
    }
  }

  /** Reads the file to its end: where that succeeds, its content is at fault. */
  private void readBytes() throws IOException {
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
