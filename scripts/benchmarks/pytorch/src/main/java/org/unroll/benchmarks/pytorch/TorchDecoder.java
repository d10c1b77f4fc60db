package org.unroll.benchmarks.pytorch;

import org.bytedeco.pytorch.AdaptiveLogSoftmaxWithLossImpl;
import org.bytedeco.pytorch.AdaptiveLogSoftmaxWithLossOptions;
import org.bytedeco.pytorch.CrossEntropyLossOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.LossReduction;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kSum;

/** A common interface of PyTorch's output layers. */
interface TorchDecoder {

  /** A target that is not counted. */
  long NO_TARGET = -1;

  /** Returns the module that holds the parameters. */
  Module module();

  /**
   * Returns the scores of all words, {@code (T * B, V)}: logits of a softmax or log-probabilities
   * of an adaptive one.
   *
   * @param hidden {@code (T * B, H * directions)}
   */
  Tensor scores(Tensor hidden);

  /**
   * Returns the sum of -log p over the counted targets.
   *
   * @param hidden {@code (T * B, H * directions)}
   * @param targets ids, {@code (T * B)}
   */
  Tensor loss(Tensor hidden, Tensor targets);

  /** Creates the output layer of a shape with PyTorch's initial values. */
  static TorchDecoder of(TorchShape shape) {
    return shape.cutoffs().isEmpty() ? softmax(shape) : adaptive(shape);
  }

  private static TorchDecoder softmax(TorchShape shape) {
    LinearImpl linear = new LinearImpl(shape.outputSize(), shape.vocabularySize());
    CrossEntropyLossOptions options = new CrossEntropyLossOptions();
    options.reduction().put(new LossReduction(new kSum()));
    options.ignore_index().put(NO_TARGET);
    return new TorchDecoder() {
      @Override
      public Module module() {
        return linear;
      }

      @Override
      public Tensor scores(Tensor hidden) {
        return linear.forward(hidden);
      }

      @Override
      public Tensor loss(Tensor hidden, Tensor targets) {
        return torch.cross_entropy(linear.forward(hidden), targets, options);
      }
    };
  }

  private static TorchDecoder adaptive(TorchShape shape) {
    LongVector cutoffs =
        new LongVector(shape.cutoffs().stream().mapToLong(Integer::longValue).toArray());
    AdaptiveLogSoftmaxWithLossOptions options =
        new AdaptiveLogSoftmaxWithLossOptions(shape.outputSize(), shape.vocabularySize(), cutoffs);
    options.head_bias().put(true);
    AdaptiveLogSoftmaxWithLossImpl adaptive = new AdaptiveLogSoftmaxWithLossImpl(options);
    return new TorchDecoder() {
      @Override
      public Module module() {
        return adaptive;
      }

      @Override
      public Tensor scores(Tensor hidden) {
        return adaptive.log_prob(hidden);
      }

      @Override
      public Tensor loss(Tensor hidden, Tensor targets) {
        Tensor counted = targets.ne(new Scalar(NO_TARGET)).nonzero().reshape(-1);
        return adaptive
            .forward(hidden.index_select(0, counted), targets.index_select(0, counted))
            .output()
            .sum()
            .neg();
      }
    };
  }
}
