package org.unroll.data.labelled;

import java.io.Serializable;
import org.unroll.task.Examples;

/**
 * The way from prepared examples to the shards of a task. It travels to the executors.
 *
 * @param <E> the examples of the task
 */
@FunctionalInterface
public interface ShardFactory<E extends Examples> extends Serializable {

  /** A builder of a shard without examples. */
  ShardBuilder<E> newShard();

  /**
   * A builder that takes one example after the other.
   *
   * @param <E> the examples of the task
   */
  interface ShardBuilder<E extends Examples> {

    /**
     * Adds an example.
     *
     * @throws org.unroll.errors.BadDataException if it is not one of the task, such as an id that
     *     the vocabulary does not have
     */
    void add(Example example);

    /** Builds the shard. */
    E build();
  }
}
