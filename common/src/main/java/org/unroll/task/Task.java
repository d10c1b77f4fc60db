package org.unroll.task;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.unroll.tensor.TensorLayout;

/**
 * A learning problem: the shape of a model, the networks that train it, and what they are judged
 * by. Everything a round needs to know of it.
 *
 * <p>Tasks travel to the executors. Tasks whose networks are interchangeable are equal.
 *
 * @param <E> the examples it learns from
 */
public interface Task<E extends Examples> extends Serializable {

  /** The name in configurations, manifests and checkpoints, such as {@code language}. */
  String name();

  /** The layout of the model's parameters. */
  TensorLayout layout();

  /**
   * The names of the tensors that are a language model's of the same names, layer by layer from the
   * input up: a model of this task can start from their values, and each layer can have a learning
   * rate of its own. All other tensors are the top, which is this task's alone.
   */
  default List<List<String>> layers() {
    return List.of();
  }

  /**
   * Draws the parameters that training starts from; the same seed gives the same values.
   *
   * @return values in layout order
   */
  float[] initialValues(long seed);

  /**
   * Allocates a network with its workspace.
   *
   * @param batchSize B, the examples of a mini-batch
   */
  Network<E> newNetwork(int batchSize);

  /** Metrics of nothing: all sums are zero. */
  Metrics newMetrics();

  /** The figure by which parameters are compared. */
  Objective objective();

  /**
   * The text files that belong to a model of this task, by name: vocabularies, tokenizers, labels.
   * A checkpoint holds a copy of each. They stay on the driver.
   */
  Map<String, String> files();
}
