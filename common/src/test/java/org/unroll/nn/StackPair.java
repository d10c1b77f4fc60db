package org.unroll.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;
import org.unroll.nn.cell.CellShape;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/** A stack and its reference over the same random parameters. */
final class StackPair implements AutoCloseable {

  final TensorLayout layout;
  final Gradient gradient;
  final RecurrentStack stack;
  final double[] referenceParameters;
  final double[] referenceGradient;
  final ReferenceStack reference;
  private final Parameters parameters;
  private final OffHeapFloats memory;
  private final Matrix input; // (T * B, I)

  StackPair(RecurrentConfig config, CellShape shape, long seed) {
    TensorLayout.Builder builder = TensorLayout.builder();
    RecurrentStack.addTo(builder, "rnn.", config);
    layout = builder.build();
    parameters = new Parameters(layout);
    gradient = new Gradient(layout);
    int rows = shape.timeSteps() * shape.batchSize();
    stack =
        new RecurrentStack(
            config, "rnn.", shape.timeSteps(), shape.batchSize(), parameters, gradient);
    memory = new OffHeapFloats(rows * config.inputSize());
    input = Matrix.of(memory.buffer(), rows, config.inputSize());
    referenceParameters = random(seed, layout.size(), 1 / Math.sqrt(shape.units()));
    referenceGradient = new double[layout.size()];
    reference =
        new ReferenceStack(config, "rnn.", shape, layout, referenceParameters, referenceGradient);
    parameters.set(floats(referenceParameters));
  }

  /** Brings a batch's vectors to where the stack reads them. */
  Matrix input(double[][] rows) {
    put(rows, input);
    return input;
  }

  /** Asserts that each tensor's gradient is that of the reference. */
  void assertSameGradient() {
    float[] found = new float[layout.size()];
    gradient.copyTo(found);
    for (String name : layout.names()) {
      TensorLayout.Slot slot = layout.slot(name);
      int end = slot.offset() + slot.size();
      assertClose(
          Arrays.copyOfRange(found, slot.offset(), end),
          Arrays.copyOfRange(referenceGradient, slot.offset(), end),
          1e-4,
          name);
    }
  }

  /** Asserts that the norm of the difference is within a bound of the norm. */
  static void assertClose(float[] found, double[] expected, double bound, String name) {
    assertThat(found).hasSize(expected.length);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < found.length; i++) {
      difference += Math.pow(found[i] - expected[i], 2);
      norm += expected[i] * expected[i];
    }
    assertThat(Math.sqrt(difference)).as(name).isLessThan(bound * Math.sqrt(norm) + 1e-12);
  }

  /** Values that a float holds, uniform in [-range, range). */
  static double[] random(long seed, int size, double range) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> (float) (range * (2 * Seeds.uniform(seed, i) - 1)));
    return values;
  }

  static double[][] randomRows(long seed, int rows, int columns) {
    double[][] values = new double[rows][];
    Arrays.setAll(values, row -> random(Seeds.mix(seed, row), columns, 1));
    return values;
  }

  /** Different lengths, 0 and T among them where there are enough sequences. */
  static int[] mixedLengths(CellShape shape) {
    int[] lengths = new int[shape.batchSize()];
    Arrays.setAll(lengths, b -> (3 * b + 1) % (shape.timeSteps() + 1));
    return lengths;
  }

  static void put(double[][] rows, Matrix matrix) {
    for (int row = 0; row < rows.length; row++) {
      matrix.put(row, 1, floats(rows[row]), 0);
    }
  }

  static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  static float[] floats(Matrix matrix) {
    float[] values = new float[matrix.rows() * matrix.columns()];
    matrix.get(0, matrix.rows(), values, 0);
    return values;
  }

  static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  @Override
  public void close() {
    stack.close();
    parameters.close();
    gradient.close();
    memory.close();
  }
}
