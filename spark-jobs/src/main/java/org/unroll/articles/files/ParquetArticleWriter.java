package org.unroll.articles.files;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.unroll.articles.cleaning.Article;
import org.unroll.output.ParquetRecords;

/** A writer of articles into one Parquet file. */
final class ParquetArticleWriter implements ArticleWriter {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message article {
            required int64 id;
            required binary title (STRING);
            required binary text (STRING);
            required int64 revision_id;
          }
          """);

  /** The size of a row group, which each task that writes or reads holds in memory. */
  private static final long ROW_GROUP_BYTES = 32 << 20;

  private final ParquetWriter<Article> writer;

  ParquetArticleWriter(Path file, Configuration hadoop) throws IOException {
    writer =
        new ParquetRecords<>(file, hadoop, SCHEMA, ParquetArticleWriter::writeFields)
            // Titles and texts do not repeat.
            .withDictionaryEncoding(false)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build();
  }

  @Override
  public void write(Article article) throws IOException {
    writer.write(article);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static void writeFields(Article article, RecordConsumer to) {
    to.startField("id", 0);
    to.addLong(article.id());
    to.endField("id", 0);
    write(to, "title", 1, article.title());
    write(to, "text", 2, article.text());
    to.startField("revision_id", 3);
    to.addLong(article.revisionId());
    to.endField("revision_id", 3);
  }

  private static void write(RecordConsumer to, String field, int index, String value) {
    to.startField(field, index);
    to.addBinary(Binary.fromString(value));
    to.endField(field, index);
  }
}
