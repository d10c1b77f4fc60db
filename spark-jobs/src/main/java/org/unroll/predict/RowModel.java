package org.unroll.predict;

import java.io.Closeable;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.unroll.records.InputRecord;

/**
 * A model on its way to the rows of a job: what it reads in a row, and what it adds to one.
 *
 * @param <I> what it reads
 */
public interface RowModel<I> extends Serializable {

  /** Returns the names of the columns that it reads. */
  List<String> columns();

  /** Returns the names and types of the columns that it adds, as Spark SQL writes them. */
  String schema();

  /**
   * Returns what it reads in a row; null where there is nothing.
   *
   * @param row with the columns
   * @throws org.unroll.errors.BadDataException naming the place of what cannot be read
   */
  @Nullable I read(InputRecord row);

  /** Returns the length, for batches of like lengths. */
  int length(I input);

  /** Opens the model for a task, or finds it open in this JVM. */
  Use<I> use(Configuration hadoop);

  /**
   * A model in use by one task.
   *
   * @param <I> what it reads
   */
  interface Use<I> extends Closeable {

    /** Returns how many inputs are best given at once. */
    int batchSize();

    /**
     * Applies the model.
     *
     * @param inputs of like lengths
     * @return the values to add for each input, by name; null where it has nothing to go by
     */
    List<@Nullable Map<String, Object>> apply(List<I> inputs);

    @Override
    void close();
  }
}
