package org.unroll.benchmarks.parity;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.unroll.benchmarks.pytorch.TorchInput;
import org.unroll.benchmarks.pytorch.TorchShape;
import org.unroll.benchmarks.pytorch.TorchStack;
import org.unroll.math.Matrix;
import org.unroll.math.Seeds;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.RecurrentStack;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * How far Unroll's recurrent layers are from PyTorch's over packed sequences, for a loss that
 * depends on all outputs and on the final states: norms of the differences over PyTorch's norms.
 *
 * @param output of all steps
 * @param state the final states, each at its sequence's own end
 * @param dState the gradient of the initial states
 * @param gradient the largest of the input's and all tensors'
 * @param furthestTensor where the gradient's difference is largest
 */
record StackDifferences(
    double output, double state, double dState, double gradient, String furthestTensor) {

  private static final String PREFIX = "rnn.";

  /** Compares one batch. */
  static StackDifferences of(StackSubject subject) {
    RecurrentConfig config = subject.config();
    TensorLayout.Builder builder = TensorLayout.builder();
    RecurrentStack.addTo(builder, PREFIX, config);
    TensorLayout layout = builder.build();
    int rows = StackSubject.TIME_STEPS * StackSubject.BATCH_SIZE;
    try (Parameters parameters = new Parameters(layout);
        Gradient gradient = new Gradient(layout);
        RecurrentStack stack =
            new RecurrentStack(
                config,
                PREFIX,
                StackSubject.TIME_STEPS,
                StackSubject.BATCH_SIZE,
                parameters,
                gradient)) {
      float[] values = random(1, layout.size(), 0.1);
      parameters.set(values);
      TorchStack torch = torch(subject);
      for (String name : torch.parameterNames()) {
        TensorLayout.Slot slot = layout.slot(name);
        int end = slot.offset() + slot.size();
        torch.setParameter(name, Arrays.copyOfRange(values, slot.offset(), end));
      }
      float[] input = random(2, rows * StackSubject.INPUTS, 1);
      float[] start = random(3, stack.stateSize(), 1);
      float[] dOutput = random(4, rows * config.outputSize(), 1);
      float[] dEnd = random(5, stack.stateSize(), 1);

      TorchStack.Result expected =
          torch.backward(
              new TorchStack.Batch(
                  StackSubject.TIME_STEPS,
                  subject.lengths(),
                  input,
                  divide(start, subject.states()),
                  dOutput,
                  divide(dEnd, subject.states())));

      stack.setState(start);
      Matrix found =
          stack.forward(Matrix.of(input, rows, StackSubject.INPUTS), subject.lengths(), 0);
      float[] output = values(found);
      float[] end = new float[start.length];
      stack.copyFinalStateTo(end);
      stack.outputGradient().put(0, rows, dOutput, 0);
      float[] dState = dEnd.clone();
      float[] dInput = values(stack.backward(dState));

      double furthest = Differences.relative(dInput, expected.dInput());
      String furthestTensor = "input";
      for (String name : layout.names()) {
        FloatBuffer view = gradient.view(name);
        float[] tensor = new float[view.remaining()];
        view.get(tensor);
        double difference = Differences.relative(tensor, torch.gradient(name));
        if (difference >= furthest) {
          furthest = difference;
          furthestTensor = name;
        }
      }
      return new StackDifferences(
          Differences.relative(output, expected.output()),
          Differences.relative(joined(divide(end, subject.states())), joined(expected.state())),
          Differences.relative(joined(divide(dState, subject.states())), joined(expected.dState())),
          furthest,
          furthestTensor);
    }
  }

  private static TorchStack torch(StackSubject subject) {
    return new TorchStack(
        new TorchShape(
            Twin.cell(subject.cell()).orElseThrow(),
            subject.layers(),
            subject.direction() == RecurrentConfig.Direction.BIDIRECTIONAL,
            1,
            TorchInput.EMBEDDING,
            StackSubject.INPUTS,
            StackSubject.UNITS,
            List.of(),
            0));
  }

  /** From Unroll's (L, D, S, B, H) to PyTorch's S tensors (L * D, B, H). */
  private static float[][] divide(float[] state, int states) {
    int block = StackSubject.BATCH_SIZE * StackSubject.UNITS;
    float[][] divided = new float[states][state.length / states];
    for (int i = 0; i < state.length; i += block) {
      int vector = i / block;
      System.arraycopy(state, i, divided[vector % states], vector / states * block, block);
    }
    return divided;
  }

  private static float[] joined(float[][] parts) {
    float[] joined = new float[parts.length * parts[0].length];
    for (int i = 0; i < parts.length; i++) {
      System.arraycopy(parts[i], 0, joined, i * parts[i].length, parts[i].length);
    }
    return joined;
  }

  private static float[] values(Matrix matrix) {
    float[] values = new float[matrix.rows() * matrix.columns()];
    matrix.get(0, matrix.rows(), values, 0);
    return values;
  }

  private static float[] random(long seed, int size, double range) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (range * (2 * Seeds.uniform(seed, i) - 1));
    }
    return values;
  }

  boolean withinBounds() {
    return output < Differences.FORWARD_BOUND
        && state < Differences.FORWARD_BOUND
        && dState < Differences.GRADIENT_BOUND
        && gradient < Differences.GRADIENT_BOUND;
  }

  static String header() {
    return String.format(
        "%-48s %10s %10s %10s %10s  %s",
        "", "output", "state", "dState", "gradient", "furthest tensor");
  }

  String row(StackSubject subject) {
    return String.format(
        Locale.ROOT,
        "%-48s %10.1e %10.1e %10.1e %10.1e  %s",
        subject,
        output,
        state,
        dState,
        gradient,
        furthestTensor);
  }
}
