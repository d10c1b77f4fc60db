package org.unroll.predict;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.output.AtTaskEnd;

/**
 * A model, where it is applied: what it adds, and the count of the rows.
 *
 * @param <I> what the model reads
 */
final class Application<I> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RowModel<I> model;
  private final AddedColumns added;
  private final RowCounts counts;
  private final Broadcast<SerializableConfiguration> hadoop;

  Application(
      RowModel<I> model,
      AddedColumns added,
      RowCounts counts,
      Broadcast<SerializableConfiguration> hadoop) {
    this.model = model;
    this.added = added;
    this.counts = counts;
    this.hadoop = hadoop;
  }

  RowModel<I> model() {
    return model;
  }

  AddedColumns added() {
    return added;
  }

  /** Applies the model to the rows of a task. */
  <T, R> Iterator<R> apply(Iterator<T> rows, BatchedRows.Form<T, R> form) {
    RowModel.Use<I> use = model.use(hadoop.value().value());
    AtTaskEnd.close(use);
    return new BatchedRows<>(rows, form, model, use, counts);
  }
}
