package org.unroll.data;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.unroll.output.ParquetRecords;

/** Writes windows into one Parquet file: {@code article_id, position, ids: array<int>}. */
public final class WindowWriter implements AutoCloseable {

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

  public WindowWriter(Path file, Configuration hadoop) throws IOException {
    writer = new ParquetRecords<>(file, hadoop, SCHEMA, WindowWriter::writeFields).build();
  }

  public void write(long articleId, long position, int[] ids) throws IOException {
    writer.write(new Example(articleId, position, ids));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private record Example(long articleId, long position, int[] ids) {}

  private static void writeFields(Example example, RecordConsumer consumer) {
    consumer.startField("article_id", 0);
    consumer.addLong(example.articleId);
    consumer.endField("article_id", 0);
    consumer.startField("position", 1);
    consumer.addLong(example.position);
    consumer.endField("position", 1);
    writeIds(example.ids, consumer);
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
