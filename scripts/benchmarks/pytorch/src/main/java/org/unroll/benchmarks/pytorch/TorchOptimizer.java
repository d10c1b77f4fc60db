package org.unroll.benchmarks.pytorch;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
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

  /** A rule that updates parameters, with its settings. */
  @FunctionalInterface
  public interface Rule {

    Optimizer of(TensorVector parameters);

    /** Plain gradient descent, or with momentum. */
    static Rule sgd(double momentum, double weightDecay) {
      return parameters -> {
        SGDOptions options = new SGDOptions(1);
        options.momentum().put(momentum);
        options.weight_decay().put(weightDecay);
        return new SGD(parameters, options);
      };
    }

    /** Adam (Kingma and Ba 2015). */
    static Rule adam(double beta1, double beta2, double epsilon, double weightDecay) {
      return parameters -> {
        AdamOptions options = new AdamOptions();
        setBetas(options.betas(), beta1, beta2);
        options.eps().put(epsilon);
        options.weight_decay().put(weightDecay);
        return new Adam(parameters, options);
      };
    }

    /** Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
    static Rule adamW(double beta1, double beta2, double epsilon, double weightDecay) {
      return parameters -> {
        AdamWOptions options = new AdamWOptions();
        setBetas(options.betas(), beta1, beta2);
        options.eps().put(epsilon);
        options.weight_decay().put(weightDecay);
        return new AdamW(parameters, options);
      };
    }

    /** The order of the elements of a C++ tuple in memory varies: the defaults tell. */
    private static void setBetas(DoublePointer betas, double beta1, double beta2) {
      int first = betas.get(0) < betas.get(1) ? 0 : 1; // 0.9 and 0.999
      betas.put(first, beta1).put(1 - first, beta2);
    }

    /** RMSProp, with epsilon outside of the root. */
    static Rule rmsProp(double decay, double epsilon, double weightDecay) {
      return parameters -> {
        RMSpropOptions options = new RMSpropOptions();
        options.alpha().put(decay);
        options.eps().put(epsilon);
        options.weight_decay().put(weightDecay);
        return new RMSprop(parameters, options);
      };
    }
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

  /**
   * Creates an optimiser.
   *
   * @param parameters those that it updates
   * @param rule by which it does
   * @param maxNorm the maximum global norm of the gradient, or infinity
   * @param maxValue the maximum absolute value of each component, or infinity; applied second
   */
  public static TorchOptimizer of(
      TensorVector parameters, Rule rule, double maxNorm, double maxValue) {
    return new TorchOptimizer(
        parameters,
        rule.of(parameters),
        gradients -> {
          if (Double.isFinite(maxNorm)) {
            torch.clip_grad_norm_(gradients, maxNorm);
          }
          if (Double.isFinite(maxValue)) {
            torch.clip_grad_value_(gradients, maxValue);
          }
        });
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
