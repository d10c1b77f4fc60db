package org.unroll.task.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll.math.Seeds;
import org.unroll.nn.cell.CellKind;
import org.unroll.tensor.TensorLayout;

/** Checks the oracle itself: its gradients against central differences of its loss. */
class TestReferenceNetwork {

  private static final double STEP = 1e-5;

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void gradientIsTheLimitOfDifferences(CellKind cell) {
    ModelConfig config = Models.recurrentDropout(Models.plain(cell, 2, 3, 4, 0.3), 0.4);
    TensorLayout layout = LanguageModel.layout(config, 7);
    ReferenceNetwork network = new ReferenceNetwork(config, layout, 7, 5, 2);
    for (int i = 0; i < layout.size(); i++) {
      network.parameters[i] = 0.8 * Seeds.uniform(11, i) - 0.4;
    }
    TokenBatch batch = RandomBatches.of(7, 5, 2, 3);
    double[][] masks = network.masks(5);

    double[] gradient = gradient(network, batch, masks);

    double difference = 0;
    double norm = 0;
    for (int i = 0; i < layout.size(); i++) {
      double slope =
          (loss(network, batch, masks, i, STEP) - loss(network, batch, masks, i, -STEP))
              / (2 * STEP);
      difference += Math.pow(slope - gradient[i], 2);
      norm += slope * slope;
      assertThat(gradient[i])
          .as("parameter %d", i)
          .isCloseTo(slope, org.assertj.core.data.Offset.offset(1e-8));
    }
    assertThat(Math.sqrt(difference / norm)).isLessThan(1e-8);
  }

  private static double[] gradient(ReferenceNetwork network, TokenBatch batch, double[][] masks) {
    network.fillState(0.2);
    network.run(batch, masks, true);
    return network.gradient.clone();
  }

  private static double loss(
      ReferenceNetwork network, TokenBatch batch, double[][] masks, int parameter, double step) {
    double before = network.parameters[parameter];
    network.parameters[parameter] = before + step;
    network.fillState(0.2);
    double loss = network.run(batch, masks, false) / 2;
    network.parameters[parameter] = before;
    return loss;
  }
}
