package org.unroll.articles.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.unroll.output.ParquetGroup;

/** A forward reader of the articles of a Parquet file that {@link ParquetArticleWriter} wrote. */
final class ParquetArticleReader implements Closeable {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message article {
            required int64 id;
            required int64 revision_id;
            required binary text (STRING);
          }
          """);

  private final ParquetFileReader reader;
  private final List<BlockMetaData> rowGroups;
  private final MessageColumnIO columns = new ColumnIOFactory().getColumnIO(SCHEMA);
  private final Article article = new Article();
  private int nextRowGroup;
  private @Nullable RecordReader<Article> records;
  private long rowsLeft;

  ParquetArticleReader(Path file, Configuration hadoop) throws IOException {
    reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop));
    reader.setRequestedSchema(SCHEMA);
    rowGroups = reader.getRowGroups();
  }

  /**
   * Moves to the next article whose id is {@code minId} or greater.
   *
   * @return whether there is one
   */
  boolean next(long minId) throws IOException {
    do {
      while (records != null && rowsLeft > 0) {
        records.read();
        rowsLeft--;
        if (article.id >= minId) {
          return true;
        }
      }
    } while (openRowGroup(minId));
    return false;
  }

  /** Opens the next row group that may have ids from {@code minId} on. */
  private boolean openRowGroup(long minId) throws IOException {
    while (nextRowGroup < rowGroups.size()) {
      BlockMetaData rowGroup = rowGroups.get(nextRowGroup++);
      Statistics<?> ids = rowGroup.getColumns().get(0).getStatistics();
      if (ids instanceof LongStatistics known
          && known.hasNonNullValue()
          && known.getMax() < minId) {
        reader.skipNextRowGroup();
      } else {
        records = columns.getRecordReader(reader.readNextRowGroup(), article);
        rowsLeft = rowGroup.getRowCount();
        return true;
      }
    }
    return false;
  }

  /** Returns the id of the current article; less than all ids before the first. */
  long id() {
    return article.id;
  }

  long revisionId() {
    return article.revisionId;
  }

  String text() {
    return article.text.toStringUsingUTF8();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** The current article, refilled for each row; its text is decoded only on demand. */
  private static final class Article extends RecordMaterializer<Article> {

    private long id = Long.MIN_VALUE;
    private long revisionId;
    private Binary text = Binary.EMPTY;

    private final GroupConverter root =
        new ParquetGroup(
            new PrimitiveConverter() {
              @Override
              public void addLong(long value) {
                id = value;
              }
            },
            new PrimitiveConverter() {
              @Override
              public void addLong(long value) {
                revisionId = value;
              }
            },
            new PrimitiveConverter() {
              @Override
              public void addBinary(Binary value) {
                text = value;
              }
            });

    @Override
    public Article getCurrentRecord() {
      return this;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }
}
