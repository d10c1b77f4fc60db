package org.unroll.predict;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * The rows that tasks have read. Tasks count in the last stage of a job, in which Spark adds the
 * counts of each partition once, whatever is repeated, so the sums are exact.
 */
final class RowCounts implements Serializable {

  private static final long serialVersionUID = 1L;

  private final LongAccumulator rows;
  private final LongAccumulator empty;

  RowCounts(SparkContext spark) {
    this.rows = spark.longAccumulator("rows");
    this.empty = spark.longAccumulator("rows without text");
  }

  /** Counts rows in a task. */
  void add(long more, long moreEmpty) {
    rows.add(more);
    empty.add(moreEmpty);
  }

  long rows() {
    return rows.value();
  }

  /** Returns the number of rows in which the model had nothing to read. */
  long empty() {
    return empty.value();
  }

  /** Returns the number of the accumulator of rows. */
  long id() {
    return rows.id();
  }
}
