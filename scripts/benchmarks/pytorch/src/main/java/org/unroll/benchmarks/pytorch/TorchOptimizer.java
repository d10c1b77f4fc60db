package org.unroll.benchmarks.pytorch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** One of PyTorch's optimisers, after clipping of the gradient. */
@SuppressWarnings("try") // a scope works by being open
public final class TorchOptimizer {

  private final TensorVector parameters;
  private final Optimizer optimizer;
  private final Clipping clipping;

  /** A rule that limits the size of a gradient. */
  @FunctionalInterface
  private interface Clipping {
    void clip(TensorVector parameters);
  }

  private TorchOptimizer(TensorVector parameters, Optimizer optimizer, Clipping clipping) {
    this.parameters = parameters;
    this.optimizer = optimizer;
    this.clipping = clipping;
  }

  /**
   * Creates plain gradient descent.
   *
   * @param clipNorm the maximum global norm of the gradient
   */
  public static TorchOptimizer sgd(TorchNetwork network, double clipNorm) {
    TensorVector parameters = network.parameterVector();
    return new TorchOptimizer(
        parameters,
        new SGD(parameters, new SGDOptions(1)),
        gradients -> torch.clip_grad_norm_(gradients, clipNorm));
  }

  /**
   * Creates RMSProp: {@code s <- decay s + (1 - decay) g^2, w <- w - rate g / (sqrt(s) + epsilon)}.
   *
   * @param clipValue the maximum absolute value of each component of the gradient
   */
  public static TorchOptimizer rmsProp(
      TorchNetwork network, double decay, double epsilon, double clipValue) {
    RMSpropOptions options = new RMSpropOptions();
    options.alpha().put(decay);
    options.eps().put(epsilon);
    TensorVector parameters = network.parameterVector();
    return new TorchOptimizer(
        parameters,
        new RMSprop(parameters, options),
        gradients -> torch.clip_grad_value_(gradients, clipValue));
  }

  /** Takes one step along the gradient of the last {@link TorchNetwork#backward}. */
  public void step(double learningRate) {
    try (PointerScope scope = new PointerScope()) {
      clipping.clip(parameters);
      optimizer.param_groups().get(0).options().set_lr(learningRate);
      optimizer.step();
    }
  }
}
