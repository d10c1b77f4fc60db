package org.unroll.data.labelled;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.config.UnrollConfig;
import org.unroll.data.CountTable;
import org.unroll.data.FileRange;
import org.unroll.data.PreparedData;
import org.unroll.data.ShardRange;
import org.unroll.data.SplitEvaluation;
import org.unroll.data.TaskData;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.math.OffHeapFloats;
import org.unroll.task.Examples;
import org.unroll.task.Metrics;
import org.unroll.task.Network;
import org.unroll.task.Task;

/**
 * Labelled examples with the task that learns from them.
 *
 * @param <E> the examples of the task
 */
public final class LabelledData<E extends Examples> implements TaskData<E> {

  private final PreparedData prepared;
  private final UnrollConfig config;
  private final Task<E> task;
  private final ExampleSchema schema;
  private final ShardFactory<E> shards;
  private final Function<Metrics, Map<String, CountTable>> tables;
  private final Task<E> evaluationTask;

  /**
   * The data of a task.
   *
   * @param config with everything resolved that depends on the data
   * @param schema the columns of its examples
   * @param shards makes shards of them
   * @param tables makes what is shown of an evaluation besides its figures
   */
  public LabelledData(
      PreparedData prepared,
      UnrollConfig config,
      Task<E> task,
      ExampleSchema schema,
      ShardFactory<E> shards,
      Function<Metrics, Map<String, CountTable>> tables) {
    this.prepared = prepared;
    this.config = config;
    this.task = task;
    this.evaluationTask = task;
    this.schema = schema;
    this.shards = shards;
    this.tables = tables;
  }

  private LabelledData(LabelledData<E> data, Task<E> evaluationTask) {
    this.prepared = data.prepared;
    this.config = data.config;
    this.task = data.task;
    this.evaluationTask = evaluationTask;
    this.schema = data.schema;
    this.shards = data.shards;
    this.tables = data.tables;
  }

  /**
   * This data with another task for {@link #evaluate}, which does not need to be as fast as the
   * validations of training.
   */
  public LabelledData<E> evaluatedBy(Task<E> thorough) {
    return new LabelledData<>(this, thorough);
  }

  @Override
  public Task<E> task() {
    return task;
  }

  @Override
  public PreparedData prepared() {
    return prepared;
  }

  @Override
  public UnrollConfig config() {
    return config;
  }

  @Override
  public JavaRDD<E> shards(JavaSparkContext spark, Split split, int count) {
    Path folder = new Path(prepared.folder(), PreparedData.examples(split));
    List<ShardRange> ranges = ShardRange.cut(prepared.manifest().counts(split), folder, count);
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(prepared.hadoop()));
    ShardFactory<E> factory = shards;
    ExampleSchema columns = schema;
    return spark
        .parallelize(ranges, count)
        .map(range -> read(range, hadoop.value().value(), columns, factory))
        .setName(split.label() + " shards")
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * All examples of a split as one shard, read in the calling thread, without Spark.
   *
   * @throws BadDataException if a file is damaged
   * @throws IOException if a file cannot be read
   */
  public E read(Split split) throws IOException {
    Path folder = new Path(prepared.folder(), PreparedData.examples(split));
    ShardRange all = ShardRange.cut(prepared.manifest().counts(split), folder, 1).get(0);
    return read(all, prepared.hadoop(), schema, shards);
  }

  private static <E extends Examples> E read(
      ShardRange range, Configuration hadoop, ExampleSchema schema, ShardFactory<E> factory)
      throws IOException {
    ShardFactory.ShardBuilder<E> shard = factory.newShard();
    for (FileRange rows : range.files()) {
      try {
        ExampleReader.read(rows, hadoop, schema, shard::add);
      } catch (BadDataException e) {
        throw e.getMessage() != null && e.getMessage().startsWith(rows.file())
            ? e
            : new BadDataException(rows.file() + ": " + e.getMessage(), e);
      }
    }
    return shard.build();
  }

  @Override
  public Metrics evaluate(JavaSparkContext spark, Split split, float[] parameters) {
    LabelledData<E> evaluated =
        new LabelledData<>(prepared, config, evaluationTask, schema, shards, tables);
    try (SplitEvaluation<E> evaluation =
        new SplitEvaluation<>(spark, evaluated, split, config.train().local().batchSize())) {
      return evaluation.evaluate(parameters);
    }
  }

  @Override
  public Map<String, CountTable> tables(Metrics metrics) {
    return tables.apply(metrics);
  }

  @Override
  public boolean hasPadding() {
    return true;
  }

  /** Measured, by allocating one. */
  @Override
  public long networkBytes(int batchSize) {
    long before = OffHeapFloats.held();
    try (Network<E> network = task.newNetwork(batchSize)) {
      return Float.BYTES * (OffHeapFloats.held() - before);
    }
  }

  /** The size of the files is about that of the values. */
  @Override
  public long shardBytes(long examples) {
    long all = prepared.manifest().examples(Split.TRAIN);
    long tokens = prepared.manifest().counts(Split.TRAIN).tokens();
    return all == 0 ? 0 : 2L * Integer.BYTES * (tokens + all) * examples / all;
  }

  @Override
  public Map<String, Double> baselines(Split split) {
    return Map.of();
  }
}
