package org.unroll.benchmarks.tasks;

import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.BCEWithLogitsLossOptions;
import org.bytedeco.pytorch.CrossEntropyLossOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LossReduction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kSum;
import org.unroll.benchmarks.pytorch.TorchParameters;
import org.unroll.benchmarks.pytorch.TorchSequences;
import org.unroll.task.batch.RaggedInts;
import org.unroll.task.classification.ClassificationTask;

/** The output layer of a classifier: a softmax over the labels, or a sigmoid for each. */
final class TorchLabels {

  private final ClassificationTask task;
  private final LinearImpl output;
  private final CrossEntropyLossOptions single = new CrossEntropyLossOptions();
  private final BCEWithLogitsLossOptions multiple = new BCEWithLogitsLossOptions();

  TorchLabels(ClassificationTask task, TorchParameters parameters) {
    this.task = task;
    this.output = new LinearImpl(task.model().encoder().outputSize(), task.model().labels());
    parameters.register("output.", output);
    Tensor weights = AbstractTensor.create(task.classWeights());
    single.reduction().put(new LossReduction(new kSum()));
    single.weight().put(weights);
    multiple.reduction().put(new LossReduction(new kSum()));
  }

  /**
   * Returns the sum of the losses.
   *
   * @param encoded {@code (B, W)}
   * @param labels those of all examples
   */
  Tensor loss(Tensor encoded, RaggedInts labels, int[] batch) {
    Tensor scores = output.forward(encoded);
    return switch (task.model().choice()) {
      case SINGLE -> torch.cross_entropy(scores, targets(labels, batch), single);
      case MULTIPLE ->
          torch.binary_cross_entropy_with_logits(scores, indicators(labels, batch), multiple);
    };
  }

  private static Tensor targets(RaggedInts labels, int[] batch) {
    int[] targets = new int[batch.length];
    for (int b = 0; b < batch.length; b++) {
      targets[b] = labels.get(batch[b], 0);
    }
    return TorchSequences.indices(targets);
  }

  private Tensor indicators(RaggedInts labels, int[] batch) {
    int count = task.model().labels();
    float[] indicators = new float[batch.length * count];
    for (int b = 0; b < batch.length; b++) {
      for (int i = 0; i < labels.length(batch[b]); i++) {
        indicators[b * count + labels.get(batch[b], i)] = 1;
      }
    }
    return AbstractTensor.create(indicators).view(batch.length, count);
  }
}
