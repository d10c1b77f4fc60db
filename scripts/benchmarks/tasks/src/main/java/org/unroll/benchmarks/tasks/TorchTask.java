package org.unroll.benchmarks.tasks;

import org.bytedeco.pytorch.Tensor;
import org.unroll.benchmarks.pytorch.TorchParameters;
import org.unroll.task.Examples;
import org.unroll.task.Task;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.classification.TextEncoderConfig;
import org.unroll.task.classification.VectorEncoderConfig;
import org.unroll.task.description.DescriptionTask;
import org.unroll.task.tagging.TaggingTask;
import org.unroll.task.translation.TranslationTask;

/**
 * The network of a task, built of PyTorch's modules. The names of its parameters are Unroll's.
 *
 * @param <E> the examples of the task
 */
interface TorchTask<E extends Examples> {

  /** Returns the parameters. */
  TorchParameters parameters();

  /** Returns what decides which examples share a mini-batch, (N). */
  int[] lengths(E examples);

  /**
   * Returns the sum of the losses of a mini-batch, in nats.
   *
   * @param batch the numbers of its examples
   * @param seed decides which words are replaced, where a task replaces some
   */
  Tensor loss(E examples, int[] batch, long seed);

  /**
   * Builds the network of a task.
   *
   * @throws IllegalArgumentException if there is none for the task, or PyTorch has no such layers
   */
  @SuppressWarnings("unchecked") // a task and its network have the same examples
  static <E extends Examples> TorchTask<E> of(Task<E> task) {
    if (task instanceof ClassificationTask classification) {
      if (classification.model().encoder() instanceof TextEncoderConfig text) {
        return (TorchTask<E>) new TorchTextClassifier(classification, text);
      }
      if (classification.model().encoder() instanceof VectorEncoderConfig vectors) {
        return (TorchTask<E>) new TorchVectorClassifier(classification, vectors);
      }
    }
    if (task instanceof TaggingTask tagging) {
      return (TorchTask<E>) new TorchTagger(tagging);
    }
    if (task instanceof TranslationTask translation) {
      return (TorchTask<E>) new TorchPairTranslator(translation);
    }
    if (task instanceof DescriptionTask description) {
      return (TorchTask<E>) new TorchDescriber(description);
    }
    throw new IllegalArgumentException(
        "expected classification, tagging, translation or description, found " + task.name());
  }
}
