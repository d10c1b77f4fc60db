package org.unroll.benchmarks.pytorch;

import java.util.Arrays;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Tensor;

/**
 * Recurrent layers without input and output layers, over packed sequences of different lengths,
 * with the gradients of the final and the initial state.
 */
@SuppressWarnings("try") // a scope works by being open
public final class TorchStack {

  /**
   * A batch of sequences, and the gradient of a loss with respect to its results.
   *
   * @param timeSteps T
   * @param lengths (B), each from 1 to T
   * @param input (T, B, I)
   * @param state the initial state: h, and c of an LSTM, each (L * directions, B, H)
   * @param dOutput (T, B, H * directions)
   * @param dState the gradient of the final state, laid out like the initial one
   */
  public record Batch(
      int timeSteps,
      int[] lengths,
      float[] input,
      float[][] state,
      float[] dOutput,
      float[][] dState) {}

  /**
   * The results of a batch, except for the gradients of the parameters.
   *
   * @param output (T, B, H * directions), zero past the end of a sequence
   * @param state the final state, laid out like the initial one
   * @param dInput the gradient of the input
   * @param dState the gradient of the initial state
   */
  public record Result(float[] output, float[][] state, float[] dInput, float[][] dState) {}

  private final TorchShape shape;
  private final TorchRecurrent recurrent;
  private final TorchParameters parameters = new TorchParameters();

  /** Builds the layers of a shape, under names that begin with {@code rnn.}. */
  public TorchStack(TorchShape shape) {
    this.shape = shape;
    this.recurrent = TorchRecurrent.of(shape);
    parameters.register("rnn.", recurrent.module());
  }

  /** Returns the names of the parameters in PyTorch's order. */
  public Set<String> parameterNames() {
    return parameters.names();
  }

  /** Overwrites a parameter; {@code values} are row-major. */
  public void setParameter(String name, float[] values) {
    parameters.set(name, values);
  }

  /** Returns a copy of a parameter's gradient after the last {@link #backward}, row-major. */
  public float[] gradient(String name) {
    return parameters.gradient(name);
  }

  /**
   * Runs forward, then backward from a loss that has the gradients of the batch: the sum of the
   * products of outputs and final states with these gradients.
   */
  public Result backward(Batch batch) {
    try (PointerScope scope = new PointerScope()) {
      parameters.clearGradients();
      long batchSize = batch.lengths().length;
      long vectors = (long) shape.layers() * shape.directions();
      Tensor input =
          AbstractTensor.create(batch.input(), batch.timeSteps(), batchSize, shape.inputSize());
      input.requires_grad_(true);
      Tensor[] state = new Tensor[batch.state().length];
      for (int i = 0; i < state.length; i++) {
        state[i] = AbstractTensor.create(batch.state()[i], vectors, batchSize, shape.hiddenSize());
        state[i].requires_grad_(true);
      }
      Tensor[] results = recurrent.forwardPacked(input, batch.lengths(), state);
      Tensor loss = product(results[0], batch.dOutput());
      for (int i = 0; i < state.length; i++) {
        loss = loss.add(product(results[1 + i], batch.dState()[i]));
      }
      loss.backward();
      float[][] end = new float[state.length][];
      Arrays.setAll(end, i -> TorchParameters.values(results[1 + i]));
      float[][] dState = new float[state.length][];
      Arrays.setAll(dState, i -> TorchParameters.values(state[i].grad()));
      return new Result(
          TorchParameters.values(results[0]), end, TorchParameters.values(input.grad()), dState);
    }
  }

  private static Tensor product(Tensor values, float[] gradient) {
    return values.reshape(-1).dot(AbstractTensor.create(gradient));
  }
}
