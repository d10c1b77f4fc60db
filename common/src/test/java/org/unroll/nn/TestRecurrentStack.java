package org.unroll.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.nn.input.Embedding;
import org.unroll.nn.input.OneHotInput;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

class TestRecurrentStack {

  private static final int T = 6;
  private static final int B = 3;
  private static final int I = 7;
  private static final int H = 5;
  private static final int ROWS = T * B;

  /** A network with blocks of its own, and memory for its input. */
  private static final class Net implements AutoCloseable {
    final TensorLayout layout;
    final Parameters parameters;
    final Gradient gradient;
    final RecurrentStack network;
    final OffHeapFloats memory;
    final Matrix input;

    Net(RecurrentConfig config) {
      TensorLayout.Builder builder = TensorLayout.builder();
      RecurrentStack.addTo(builder, "rnn.", config);
      layout = builder.build();
      parameters = new Parameters(layout);
      gradient = new Gradient(layout);
      network = new RecurrentStack(config, "rnn.", T, B, parameters, gradient);
      memory = new OffHeapFloats(ROWS * config.inputSize());
      input = Matrix.of(memory.buffer(), ROWS, config.inputSize());
    }

    float[] forward(float[] x) {
      input.put(0, ROWS, x, 0);
      return values(network.forward(input, 0));
    }

    float[] backward(float[] dOutput) {
      network.outputGradient().put(0, ROWS, dOutput, 0);
      return values(network.backward());
    }

    @Override
    public void close() {
      network.close();
      parameters.close();
      gradient.close();
      memory.close();
    }
  }

  private static RecurrentConfig config(
      CellKind cell, int layers, int inputs, RecurrentConfig.Direction direction) {
    return new RecurrentConfig(
        new StackConfig(cell, layers, H, true), inputs, direction, DropoutConfig.NONE);
  }

  /** Two layers of two directions are four layers of one, put together by hand. */
  @ParameterizedTest
  @EnumSource(CellKind.class)
  void bothDirectionsAreTwoNetworksOfWhichOneReadsBackwards(CellKind cell) {
    float[] x = random(1, ROWS * I);
    float[] dOutput = random(2, ROWS * 2 * H);
    try (Net both = new Net(config(cell, 2, I, RecurrentConfig.Direction.BIDIRECTIONAL));
        Net ahead0 = new Net(config(cell, 1, I, RecurrentConfig.Direction.FORWARD));
        Net back0 = new Net(config(cell, 1, I, RecurrentConfig.Direction.FORWARD));
        Net ahead1 = new Net(config(cell, 1, 2 * H, RecurrentConfig.Direction.FORWARD));
        Net back1 = new Net(config(cell, 1, 2 * H, RecurrentConfig.Direction.FORWARD))) {
      both.parameters.set(random(3, both.layout.size()));
      share(both, ahead0, "_l0");
      share(both, back0, "_l0_reverse");
      share(both, ahead1, "_l1");
      share(both, back1, "_l1_reverse");

      float[] middle = joined(ahead0.forward(x), back0.forward(reversed(x)));
      float[] expected = joined(ahead1.forward(middle), back1.forward(reversed(middle)));
      assertClose(both.forward(x), expected);

      float[] dMiddle =
          sum(ahead1.backward(half(dOutput, 0)), back1.backward(reversed(half(dOutput, H))));
      float[] dInput =
          sum(ahead0.backward(half(dMiddle, 0)), back0.backward(reversed(half(dMiddle, H))));
      assertClose(both.backward(dOutput), dInput);
      assertSameGradient(both, ahead0, "_l0");
      assertSameGradient(both, back0, "_l0_reverse");
      assertSameGradient(both, ahead1, "_l1");
      assertSameGradient(both, back1, "_l1_reverse");
      // Windows are seen whole: a second one finds zeros, too.
      both.network.carry();
      assertClose(both.forward(x), expected);
      int states = cell == CellKind.LSTM ? 2 : 1;
      assertThat(both.network.stateSize()).isEqualTo(2 * 2 * states * B * H);
    }
  }

  private static void share(Net from, Net to, String suffix) {
    for (String name : to.layout.names()) {
      TensorLayout.Slot slot = to.layout.slot(name);
      float[] values = new float[slot.size()];
      from.parameters.view(name.replace("_l0", suffix)).get(0, values);
      to.parameters.view(name).put(0, values);
    }
    to.parameters.changed();
  }

  private static void assertSameGradient(Net both, Net one, String suffix) {
    for (String name : one.layout.names()) {
      float[] expected = new float[one.layout.slot(name).size()];
      float[] found = new float[expected.length];
      one.gradient.view(name).get(0, expected);
      both.gradient.view(name.replace("_l0", suffix)).get(0, found);
      assertClose(found, expected);
    }
  }

  @Test
  void namesFollowPyTorch() {
    try (Net both = new Net(config(CellKind.GRU, 2, I, RecurrentConfig.Direction.BIDIRECTIONAL))) {
      assertThat(both.layout.names())
          .startsWith(
              "rnn.weight_ih_l0",
              "rnn.weight_hh_l0",
              "rnn.bias_ih_l0",
              "rnn.bias_hh_l0",
              "rnn.weight_ih_l0_reverse")
          .contains("rnn.bias_hh_l1_reverse")
          .hasSize(16);
      assertThat(both.layout.slot("rnn.weight_ih_l1_reverse").shape())
          .containsExactly(3 * H, 2 * H);
    }
  }

  @Test
  void aProductWithAOneHotVectorIsARowOfTheTable() {
    int words = 11;
    int[] ids = {3, 0, 10, 3};
    TensorLayout layout = TensorLayout.builder().add("table", words, I).build();
    try (Parameters parameters = new Parameters(layout);
        Gradient gradient = new Gradient(layout);
        OffHeapFloats memory = new OffHeapFloats(ids.length * (words + 2 * I))) {
      parameters.set(random(4, words * I));
      Matrix oneHot = Matrix.of(memory.slice(0, ids.length * words), ids.length, words);
      Matrix product = Matrix.of(memory.slice(ids.length * words, ids.length * I), ids.length, I);
      Matrix lookedUp =
          Matrix.of(memory.slice(ids.length * (words + I), ids.length * I), ids.length, I);
      new OneHotInput(words).forward(ids.length, ids, oneHot);
      Gemm.multiply(ids.length, oneHot, parameters.matrix("table"), 0, product);
      Embedding embedding = new Embedding(parameters, gradient, "table");
      embedding.forward(ids.length, ids, lookedUp);
      assertThat(values(product)).isEqualTo(values(lookedUp));

      lookedUp.put(0, ids.length, random(5, ids.length * I), 0);
      embedding.backward(ids.length, ids, lookedUp);
      float[] byRows = new float[words * I];
      gradient.copyTo(byRows);
      Gemm.transposedMultiply(ids.length, oneHot, lookedUp, 0, gradient.matrix("table"));
      float[] byProduct = new float[words * I];
      gradient.copyTo(byProduct);
      assertClose(byRows, byProduct);
    }
  }

  private static float[] values(Matrix matrix) {
    float[] values = new float[matrix.rows() * matrix.columns()];
    matrix.get(0, matrix.rows(), values, 0);
    return values;
  }

  private static float[] reversed(float[] x) {
    int step = x.length / T;
    float[] y = new float[x.length];
    for (int t = 0; t < T; t++) {
      System.arraycopy(x, t * step, y, (T - 1 - t) * step, step);
    }
    return y;
  }

  /** (T * B, 2 * H) of what runs ahead and what runs back. */
  private static float[] joined(float[] ahead, float[] back) {
    float[] inTime = reversed(back);
    float[] y = new float[2 * ahead.length];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(ahead, row * H, y, row * 2 * H, H);
      System.arraycopy(inTime, row * H, y, row * 2 * H + H, H);
    }
    return y;
  }

  private static float[] half(float[] x, int column) {
    float[] y = new float[ROWS * H];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(x, row * 2 * H + column, y, row * H, H);
    }
    return y;
  }

  private static float[] sum(float[] ahead, float[] back) {
    float[] y = reversed(back);
    for (int i = 0; i < y.length; i++) {
      y[i] += ahead[i];
    }
    return y;
  }

  private static float[] random(long seed, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = Seeds.uniform(seed, i) - 0.5f;
    }
    return values;
  }

  private static void assertClose(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("value %d", i).isCloseTo(expected[i], within(1e-6f));
    }
  }
}
