package org.unroll.prepare;

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
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/** Writes windows into one Parquet file: {@code article_id, position, ids: array<int>}. */
final class ExampleWriter implements AutoCloseable {

  static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message example {
            required int64 article_id;
            required int64 position;
            required group ids (LIST) {
              repeated group list {
                required int32 element;
              }
            }
          }
          """);

  private final ParquetWriter<Example> writer;

  ExampleWriter(Path file, Configuration hadoop) throws IOException {
    writer =
        new Builder(HadoopOutputFile.fromPath(file, hadoop))
            .withConf(hadoop)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build();
  }

  void write(long articleId, long position, int[] ids) throws IOException {
    writer.write(new Example(articleId, position, ids));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private record Example(long articleId, long position, int[] ids) {}

  private static final class Builder extends ParquetWriter.Builder<Example, Builder> {

    Builder(HadoopOutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // the only variant that the base class calls in all versions
    protected WriteSupport<Example> getWriteSupport(Configuration hadoop) {
      return new ExampleWriteSupport();
    }
  }

  private static final class ExampleWriteSupport extends WriteSupport<Example> {

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
    public void write(Example example) {
      write(example, Objects.requireNonNull(consumer, "prepareForWrite comes first"));
    }

    private static void write(Example example, RecordConsumer consumer) {
      consumer.startMessage();
      consumer.startField("article_id", 0);
      consumer.addLong(example.articleId);
      consumer.endField("article_id", 0);
      consumer.startField("position", 1);
      consumer.addLong(example.position);
      consumer.endField("position", 1);
      writeIds(example.ids, consumer);
      consumer.endMessage();
    }

    private static void writeIds(int[] ids, RecordConsumer consumer) {
      consumer.startField("ids", 2);
      consumer.startGroup();
      consumer.startField("list", 0);
      for (int id : ids) {
        consumer.startGroup();
        consumer.startField("element", 0);
        consumer.addInteger(id);
        consumer.endField("element", 0);
        consumer.endGroup();
      }
      consumer.endField("list", 0);
      consumer.endGroup();
      consumer.endField("ids", 2);
    }
  }
}
