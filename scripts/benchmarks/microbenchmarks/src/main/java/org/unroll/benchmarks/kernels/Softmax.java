package org.unroll.benchmarks.kernels;

import org.unroll.benchmarks.Preset;
import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;
import org.unroll.nn.output.SoftmaxOutput;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;


import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A softmax over V words with its cross-entropy, for T * B hidden states. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first
public class Softmax {

  @Param({"zaremba-small", "zaremba-medium"})
  public String preset;

  private Preset sizes;
  private Operands operands;
  private Parameters parameters;
  private Gradient gradient;
  private SoftmaxOutput output;
  private Matrix hidden; // (T * B, H)
  private Matrix dHidden; // (T * B, H)
  private int[] targets; // (T * B)
  private float[] logits; // (V)
  private float[] exponentials; // (V)

  @Setup
  public void setUp() {
    sizes = Preset.named(preset);
    int rows = sizes.tokensPerStep();
    TensorLayout layout =
        TensorLayout.builder()
            .add("weight", sizes.vocabularySize(), sizes.size())
            .add("bias", sizes.vocabularySize())
            .build();
    operands = new Operands();
    parameters = new Parameters(layout);
    parameters.set(Operands.array(layout.size()));
    gradient = new Gradient(layout);
    output = new SoftmaxOutput(LinearWeights.of(parameters, gradient, "weight", "bias"), rows);
    hidden = operands.matrix(rows, sizes.size());
    dHidden = operands.matrix(rows, sizes.size());
    targets = new int[rows];
    Arrays.setAll(targets, i -> 1 + i % (sizes.vocabularySize() - 1));
    logits = Operands.array(sizes.vocabularySize());
    exponentials = new float[sizes.vocabularySize()];
  }

  /** Computes the loss. */
  @Benchmark
  public double forward(Operations counter) {
    counter.product(sizes.tokensPerStep(), sizes.vocabularySize(), sizes.size());
    return output.forward(hidden, targets);
  }

  /**
   * Computes the loss and all gradients: three products and the element-wise parts between them.
   */
  @Benchmark
  public double forwardAndBackward(Operations counter) {
    double loss = output.forward(hidden, targets);
    output.backward(1, dHidden);
    counter.product(sizes.tokensPerStep(), sizes.vocabularySize(), 3L * sizes.size());
    return loss;
  }

  /** Computes the maximum of V logits, their exponentials and the sum of these. */
  @Benchmark
  public double exponentials(Traffic counter) {
    float max = VectorMath.max(logits, 0, logits.length);
    counter.floats(3L * logits.length);
    return VectorMath.exp(logits, 0, max, 1, exponentials, 0, logits.length);
  }

  @TearDown
  public void tearDown() {
    output.close();
    gradient.close();
    parameters.close();
    operands.close();
  }
}
