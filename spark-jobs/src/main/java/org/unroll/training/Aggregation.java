package org.unroll.training;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.network.util.JavaUtils;
import org.unroll.train.TrainingRun;
import org.unroll.train.exchange.UpdatePrecision;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundResult;
import org.unroll.train.round.ShardResult;
import org.unroll.train.round.Slice;
import org.unroll.train.round.SliceMean;
import scala.Tuple2;

/**
 * The averaging of the shards' results. Both ways sum in double, in the order of the shards: so
 * they give the same bits.
 */
sealed interface Aggregation {

  /**
   * Averages the results.
   *
   * @param results partition k holds that of shard k
   * @param input what all shards started from
   * @param precision of the returned parameters
   */
  RoundResult average(JavaRDD<ShardResult> results, RoundInput input, UpdatePrecision precision);

  /** Aggregates on the driver where results are small, otherwise slice by slice. */
  static Aggregation of(JavaSparkContext spark, TrainingRun run) {
    long result = run.train().local().returnedBytes(run.layout().size());
    long limit =
        JavaUtils.byteStringAsBytes(spark.getConf().get("spark.driver.maxResultSize", "1g")) / 4;
    boolean small = limit <= 0 || result * run.plan().shards() <= limit;
    return run.train().rounds().aggregationDepth() == 1 || small
        ? new OnDriver()
        : new BySlices(Math.min(run.plan().shards(), BySlices.MAX_SLICES));
  }

  /** Averaging on the driver, which receives a model from each shard. */
  record OnDriver() implements Aggregation {

    @Override
    public RoundResult average(
        JavaRDD<ShardResult> results, RoundInput input, UpdatePrecision precision) {
      return RoundResult.of(results.collect(), input, precision);
    }
  }

  /**
   * Averaging on the executors: each shard's result is cut into slices; a second stage averages
   * slice s of all shards in one task, and the driver receives the means: one model, however many
   * shards there are.
   */
  record BySlices(int slices) implements Aggregation {

    /** With more, the pieces that travel, one for each slice and shard, become too small. */
    static final int MAX_SLICES = 128;

    @Override
    public RoundResult average(
        JavaRDD<ShardResult> results, RoundInput input, UpdatePrecision precision) {
      int count = slices;
      List<SliceMean> means =
          results
              .mapPartitionsToPair(result -> cut(result.next(), count))
              .partitionBy(new ByNumber(count))
              .mapPartitions(BySlices::mean)
              .collect();
      return RoundResult.ofSlices(means, input, precision);
    }

    private static Iterator<Tuple2<Integer, Slice>> cut(ShardResult result, int slices) {
      List<Tuple2<Integer, Slice>> numbered = new ArrayList<>();
      for (Slice slice : Slice.cut(TaskContext.getPartitionId(), result, slices)) {
        numbered.add(new Tuple2<>(numbered.size(), slice));
      }
      return numbered.iterator();
    }

    private static Iterator<SliceMean> mean(Iterator<Tuple2<Integer, Slice>> ofAllShards) {
      List<Slice> slices = new ArrayList<>();
      ofAllShards.forEachRemaining(pair -> slices.add(pair._2()));
      return List.of(SliceMean.of(slices)).iterator();
    }
  }

  /** The partitioner that sends slice s to partition s. */
  final class ByNumber extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final int partitions;

    ByNumber(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }
  }
}
