package org.unroll.output;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * A builder of writers of Parquet files, compressed by Snappy, from a schema and the fields of a
 * record.
 *
 * @param <T> the record
 */
public final class ParquetRecords<T> extends ParquetWriter.Builder<T, ParquetRecords<T>> {

  private final MessageType schema;
  private final BiConsumer<T, RecordConsumer> fields;

  /**
   * Creates a builder of a writer that replaces {@code file}.
   *
   * @param fields writes the fields of a record, between the start and the end of its message
   */
  public ParquetRecords(
      Path file, Configuration hadoop, MessageType schema, BiConsumer<T, RecordConsumer> fields)
      throws IOException {
    super(HadoopOutputFile.fromPath(file, hadoop));
    this.schema = schema;
    this.fields = fields;
    withConf(hadoop);
    withWriteMode(ParquetFileWriter.Mode.OVERWRITE);
    withCompressionCodec(CompressionCodecName.SNAPPY);
  }

  @Override
  protected ParquetRecords<T> self() {
    return this;
  }

  @Override
  @SuppressWarnings("deprecation") // the only variant that the base class calls in all versions
  protected WriteSupport<T> getWriteSupport(Configuration hadoop) {
    return new Support<>(schema, fields);
  }

  private static final class Support<T> extends WriteSupport<T> {

    private final MessageType schema;
    private final BiConsumer<T, RecordConsumer> fields;
    private @Nullable RecordConsumer consumer;

    Support(MessageType schema, BiConsumer<T, RecordConsumer> fields) {
      this.schema = schema;
      this.fields = fields;
    }

    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration hadoop) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(T written) {
      RecordConsumer to = Objects.requireNonNull(consumer, "prepareForWrite comes first");
      to.startMessage();
      fields.accept(written, to);
      to.endMessage();
    }
  }
}
