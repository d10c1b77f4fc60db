package org.unroll.benchmarks.parity;

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


import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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
    TensorLayout.Builder builder = TensorLayout.builder();
    RecurrentStack.addTo(builder, PREFIX, subject.config());
    TensorLayout layout = builder.build();
    try (Parameters parameters = new Parameters(layout);
        Gradient gradient = new Gradient(layout);
        RecurrentStack stack =
            new RecurrentStack(
                subject.config(),
                PREFIX,
                StackSubject.TIME_STEPS,
                StackSubject.BATCH_SIZE,
                parameters,
                gradient)) {
      float[] values = random(1, layout.size(), 0.1);
      parameters.set(values);
      TorchStack torch = torch(subject, layout, values);
      TorchStack.Batch batch = batch(subject, stack.stateSize());
      TorchStack.Result found = run(stack, batch);
      return of(found, gradient, torch.backward(batch), torch);
    }
  }

  private static TorchStack torch(StackSubject subject, TensorLayout layout, float[] values) {
    TorchShape shape =
        new TorchShape(
            Twin.cell(subject.cell()).orElseThrow(),
            subject.layers(),
            subject.direction() == RecurrentConfig.Direction.BIDIRECTIONAL,
            1,
            TorchInput.EMBEDDING,
            StackSubject.INPUTS,
            StackSubject.UNITS,
            List.of(),
            0);
    TorchStack torch = new TorchStack(shape);
    for (String name : torch.parameterNames()) {
      TensorLayout.Slot slot = layout.slot(name);
      int end = slot.offset() + slot.size();
      torch.setParameter(name, Arrays.copyOfRange(values, slot.offset(), end));
    }
    return torch;
  }

  private static TorchStack.Batch batch(StackSubject subject, int stateSize) {
    int rows = StackSubject.TIME_STEPS * StackSubject.BATCH_SIZE;
    return new TorchStack.Batch(
        StackSubject.TIME_STEPS,
        subject.lengths(),
        random(2, rows * StackSubject.INPUTS, 1),
        divide(random(3, stateSize, 1), subject.states()),
        random(4, rows * subject.config().outputSize(), 1),
        divide(random(5, stateSize, 1), subject.states()));
  }

  /** Unroll's forward and backward pass. */
  private static TorchStack.Result run(RecurrentStack stack, TorchStack.Batch batch) {
    int states = batch.state().length;
    int rows = StackSubject.TIME_STEPS * StackSubject.BATCH_SIZE;
    stack.setState(join(batch.state()));
    Matrix input = Matrix.of(batch.input(), rows, StackSubject.INPUTS);
    float[] output = values(stack.forward(input, batch.lengths(), 0));
    float[] end = new float[stack.stateSize()];
    stack.copyFinalStateTo(end);
    stack.outputGradient().put(0, rows, batch.dOutput(), 0);
    float[] dState = join(batch.dState());
    float[] dInput = values(stack.backward(dState));
    return new TorchStack.Result(output, divide(end, states), dInput, divide(dState, states));
  }

  private static StackDifferences of(
      TorchStack.Result found, Gradient gradient, TorchStack.Result expected, TorchStack torch) {
    double furthest = Differences.relative(found.dInput(), expected.dInput());
    String furthestTensor = "input";
    for (String name : torch.parameterNames()) {
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
        Differences.relative(found.output(), expected.output()),
        Differences.relative(join(found.state()), join(expected.state())),
        Differences.relative(join(found.dState()), join(expected.dState())),
        furthest,
        furthestTensor);
  }

  /** From Unroll's (L, D, S, B, H) to PyTorch's S tensors (L * D, B, H). */
  private static float[][] divide(float[] state, int states) {
    float[][] divided = new float[states][state.length / states];
    int block = StackSubject.BATCH_SIZE * StackSubject.UNITS;
    for (int i = 0; i < state.length / block; i++) {
      System.arraycopy(state, i * block, divided[i % states], i / states * block, block);
    }
    return divided;
  }

  /** From PyTorch's S tensors (L * D, B, H) to Unroll's (L, D, S, B, H). */
  private static float[] join(float[][] divided) {
    int states = divided.length;
    float[] state = new float[states * divided[0].length];
    int block = StackSubject.BATCH_SIZE * StackSubject.UNITS;
    for (int i = 0; i < state.length / block; i++) {
      System.arraycopy(divided[i % states], i / states * block, state, i * block, block);
    }
    return state;
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
