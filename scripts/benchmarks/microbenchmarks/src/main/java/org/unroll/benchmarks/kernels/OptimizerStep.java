package org.unroll.benchmarks.kernels;

import org.unroll.optim.Adagrad;
import org.unroll.optim.Adam;
import org.unroll.optim.Clipping;
import org.unroll.optim.Optimizer;
import org.unroll.optim.OptimizerConfig;
import org.unroll.optim.RmsProp;
import org.unroll.optim.Sgd;
import org.unroll.optim.UpdateRule;
import org.unroll.optim.WeightDecay;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;


import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An optimiser's step over 5 million parameters, with the gradient's norm and clipping. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first
public class OptimizerStep {

  private static final int PARAMETERS = 5_000_000;
  private static final double CLIP_NORM = 5;
  private static final double LEARNING_RATE = 1e-6;

  /** The update rules. */
  public enum Rule {
    SGD,
    ADAGRAD,
    RMSPROP,
    ADAM;

    UpdateRule rule() {
      return switch (this) {
        case SGD -> new Sgd(0);
        case ADAGRAD -> new Adagrad(1e-8);
        case RMSPROP -> new RmsProp(0.95, 1e-8);
        case ADAM -> new Adam(0.9, 0.999, 1e-8);
      };
    }
  }

  @Param public Rule rule;

  private Parameters parameters;
  private Gradient gradient;
  private Optimizer optimizer;

  @Setup
  public void setUp() {
    TensorLayout layout = TensorLayout.builder().add("weight", PARAMETERS).build();
    parameters = new Parameters(layout);
    parameters.set(Operands.array(PARAMETERS));
    gradient = new Gradient(layout);
    gradient.buffer().put(0, Operands.array(PARAMETERS));
    gradient.addRange(0, PARAMETERS);
    optimizer =
        new Optimizer(
            new OptimizerConfig(
                rule.rule(),
                new WeightDecay(0, WeightDecay.Form.GRADIENT),
                new Clipping(CLIP_NORM, Clipping.UNLIMITED)),
            layout);
  }

  /** Reads the gradient twice, and reads and writes the parameters and each block of state. */
  @Benchmark
  public double step(Traffic counter) {
    counter.floats((4L + 2L * rule.rule().stateBlocks()) * PARAMETERS);
    return optimizer.step(parameters, gradient, LEARNING_RATE);
  }

  @TearDown
  public void tearDown() {
    gradient.close();
    parameters.close();
  }
}
