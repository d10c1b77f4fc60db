package org.unroll.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.errors.ConfigurationException;
import org.unroll.math.Seeds;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

class TestRateFactors {

  private static final TensorLayout LAYOUT =
      TensorLayout.builder()
          .add("embedding.weight", 500, 5)
          .add("rnn.weight_ih_l0", 8, 5)
          .add("rnn.bias_ih_l0", 8)
          .add("output.weight", 3, 2)
          .build();
  private static final List<List<String>> LAYERS =
      List.of(List.of("embedding.weight"), List.of("rnn.weight_ih_l0", "rnn.bias_ih_l0"));

  private static double[] factors(LayerRates rates, int epoch) {
    return RateFactors.of(LAYOUT, LAYERS, rates, epoch).parts().stream()
        .mapToDouble(RateFactors.Part::factor)
        .toArray();
  }

  @Test
  void eachLayerIsSlowerThanTheOneAbove() {
    assertThat(factors(new LayerRates(2, 0), 0)).containsExactly(0.25, 0.5, 1);
    assertThat(factors(LayerRates.EQUAL, 5)).containsExactly(1);
  }

  @Test
  void layersJoinFromTheTopDown() {
    LayerRates rates = new LayerRates(2, 3);
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(factors(rates, epoch)).containsExactly(0, 1);
    }
    assertThat(factors(rates, 3)).containsExactly(0, 0.5, 1);
    assertThat(factors(rates, 6)).containsExactly(0.25, 0.5, 1);
    assertThat(factors(new LayerRates(1, Integer.MAX_VALUE), 1_000_000)).containsExactly(0, 1);
  }

  @Test
  void othersAreRefused() {
    for (double factor : new double[] {0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new LayerRates(factor, 0))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("train.layerRateFactor must be a finite number of at least 1");
    }
    assertThatThrownBy(() -> new LayerRates(1, -1))
        .hasMessage("train.unfreezeEpochs must be at least 0, found -1");
  }

  static Stream<UpdateRule> rules() {
    return Stream.of(
        new Sgd(0),
        new Sgd(0.9),
        new Adagrad(1e-8),
        new RmsProp(0.95, 1e-8),
        new Adam(0.9, 0.999, 1e-8));
  }

  private static float[] train(UpdateRule rule, double decay, RateFactors factors) {
    Parameters parameters = new Parameters(LAYOUT);
    Gradient gradient = new Gradient(LAYOUT);
    Optimizer optimizer =
        new Optimizer(
            new OptimizerConfig(
                rule,
                new WeightDecay(decay, WeightDecay.Form.DECOUPLED),
                new Clipping(1, Clipping.UNLIMITED)),
            LAYOUT,
            factors);
    float[] values = new float[LAYOUT.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Seeds.uniform(1, i);
    }
    parameters.set(values);
    for (int step = 0; step < 3; step++) {
      gradient.clearRanges();
      gradient.addRange(0, LAYOUT.size());
      for (int i = 0; i < values.length; i++) {
        gradient.buffer().put(i, Seeds.uniform(2 + step, i) - 0.5f);
      }
      optimizer.step(parameters, gradient, 0.1);
    }
    parameters.copyTo(values);
    return values;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aFrozenLayerRestsAndTheOthersStepAsEver(UpdateRule rule) {
    for (double decay : new double[] {0, 0.01}) {
      float[] all = train(rule, decay, RateFactors.equal(LAYOUT));
      float[] frozen = train(rule, decay, RateFactors.of(LAYOUT, LAYERS, new LayerRates(1, 1), 0));
      int top = LAYOUT.slot("output.weight").offset();
      for (int i = 0; i < all.length; i++) {
        assertThat(frozen[i]).isEqualTo(i < top ? Seeds.uniform(1, i) : all[i]);
      }
      // Parts do not change a bit.
      assertThat(train(rule, decay, RateFactors.of(LAYOUT, LAYERS, new LayerRates(1, 1), 2)))
          .isEqualTo(all);
    }
  }
}
