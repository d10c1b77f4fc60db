package org.unroll.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.errors.ConfigurationException;
import org.unroll.nn.output.OutputConfig;
import org.unroll.optim.Adam;
import org.unroll.optim.Clipping;
import org.unroll.optim.Sgd;
import org.unroll.optim.WeightDecay;

class TestModelAndOptimizerKeys {

  @Test
  void theDefaultIsPlainGradientDescentWithItsStateKept() {
    UnrollConfig config = UnrollConfig.defaults();
    assertThat(config.train().local().optimizer().rule()).isEqualTo(new Sgd(0));
    assertThat(config.train().local().optimizer().clipping().maxNorm()).isEqualTo(5);
    assertThat(config.train().local().optimizer().clipping().maxValue())
        .isEqualTo(Clipping.UNLIMITED);
    assertThat(config.train().local().keepOptimizerState()).isTrue();
    assertThat(config.model().output().kind()).isEqualTo(OutputConfig.Kind.AUTO);
    assertThat(config.model().output().kind(30_000)).isEqualTo(OutputConfig.Kind.SOFTMAX);
    assertThat(config.model().output().kind(30_001)).isEqualTo(OutputConfig.Kind.ADAPTIVE);
    assertThat(with("model.tied=true").model().output().kind(30_001))
        .isEqualTo(OutputConfig.Kind.SOFTMAX);
  }

  @Test
  void adamwIsAdamWithItsOwnDecay() {
    UnrollConfig config =
        with("train.optimizer=adamw", "train.weightDecay=0.01", "train.clipNorm=none");
    assertThat(config.train().local().optimizer().rule()).isEqualTo(new Adam(0.9, 0.999, 1e-8));
    assertThat(config.train().local().optimizer().weightDecay())
        .isEqualTo(new WeightDecay(0.01, WeightDecay.Form.DECOUPLED));
    assertThat(config.train().local().optimizer().clipping().maxNorm())
        .isEqualTo(Clipping.UNLIMITED);
  }

  @Test
  void cutoffsSurviveTheWayThroughJson() {
    UnrollConfig config = with("model.output=adaptive", "model.cutoffs=[2000, 10000]");
    assertThat(UnrollConfig.ofJson(config.toJson(), "c.json").model().output().cutoffs())
        .containsExactly(2000, 10_000);
  }

  @Test
  void theOldSpellingOfTheGruOfChoIsUnderstood() {
    assertThat(with("model.cell=gru-lecture").toJson())
        .isEqualTo(with("model.cell=gru-reset-before").toJson());
  }

  @Test
  void aStoredConfigurationWithOldKeysIsTranslated() {
    String old =
        "{\"train\": {\"saveUpdater\": false, \"deltas\": \"float16\"},"
            + " \"model\": {\"bidirectional\": false}}";
    assertThat(UnrollConfig.ofJson(old, "c.json").toJson())
        .isEqualTo(
            with("train.keepOptimizerState=false", "train.updatePrecision=float16").toJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.bidirectional=true|the configuration key model.bidirectional no longer exists",
        "train.saveUpdater=false|the configuration key train.saveUpdater is now called train.keepOptimizerState",
        "train.deltas=float16|the configuration key train.deltas is now called train.updatePrecision",
        "model.recurrentDropout=1|model.recurrentDropout must be at least 0 and below 1, found 1.0",
        "train.optimizer=adamax|train.optimizer must be one of sgd, adagrad, rmsprop, adam, adamw",
        "train.sgd.momentum=1|train.sgd.momentum must be at least 0 and below 1, found 1.0",
        "train.clipNorm=0|train.clipNorm must be a finite number above 0, found 0.0",
        "train.clipValue=some|train.clipValue must be a number or 'none', found \"some\"",
        "train.weightDecay=-1|train.weightDecay must be a finite number of at least 0, found -1.0",
        "model.cutoffs=[5, 3]|model.cutoffs must be rising numbers from 1 on, found [5, 3]",
        "model.cutoffs=many|model.cutoffs must be a list of whole numbers or 'auto', found \"many\"",
        "model.dropoutKind=total|model.dropoutKind must be one of plain, variational, found 'total'"
      })
  void aWrongValueIsRefusedByName(String setting, String message) {
    assertThatThrownBy(() -> with(setting))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void tiedNeedsAnEmbeddingAndASoftmax() {
    assertThatThrownBy(() -> with("model.tied=true", "model.input=one-hot"))
        .hasMessage("model.tied needs model.input = embedding, found one-hot");
    assertThatThrownBy(() -> with("model.tied=true", "model.output=adaptive"))
        .hasMessage("model.tied needs model.output = softmax, found adaptive");
  }

  private static UnrollConfig with(String... settings) {
    return UnrollConfig.of(ConfigFactory.empty(), List.of(settings));
  }
}
