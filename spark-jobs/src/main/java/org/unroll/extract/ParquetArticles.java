package org.unroll.extract;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.unroll.dump.Article;

/** Writes articles into one Parquet file. */
final class ParquetArticles implements ArticleWriter {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message article {
            required int64 id;
            required binary title (STRING);
            required binary text (STRING);
          }
          """);

  private final ParquetWriter<Article> writer;

  ParquetArticles(Path file, Configuration hadoop) throws IOException {
    writer =
        new Builder(HadoopOutputFile.fromPath(file, hadoop))
            .withConf(hadoop)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            // No two titles are the same, and no two texts.
            .withDictionaryEncoding(false)
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

  private static final class Builder extends ParquetWriter.Builder<Article, Builder> {

    Builder(HadoopOutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // the only variant that the base class calls in all versions
    protected WriteSupport<Article> getWriteSupport(Configuration hadoop) {
      return new ArticleWriteSupport();
    }
  }

  private static final class ArticleWriteSupport extends WriteSupport<Article> {

    private @Nullable RecordConsumer consumer;

    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration hadoop) {
      return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(Article article) {
      RecordConsumer to = Objects.requireNonNull(consumer, "prepareForWrite comes first");
      to.startMessage();
      to.startField("id", 0);
      to.addLong(article.id());
      to.endField("id", 0);
      write(to, "title", 1, article.title());
      write(to, "text", 2, article.text());
      to.endMessage();
    }

    private static void write(RecordConsumer to, String field, int index, String value) {
      to.startField(field, index);
      to.addBinary(Binary.fromString(value));
      to.endField(field, index);
    }
  }
}
