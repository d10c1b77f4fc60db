package org.unroll.config;

import org.unroll.errors.ConfigurationException;
import org.unroll.model.CellKind;
import org.unroll.model.InitialDistribution;
import org.unroll.model.InputKind;
import org.unroll.model.ModelConfig;
import org.unroll.model.OutputKind;
import org.unroll.nn.DropoutKind;

/** The keys of {@code model}. */
final class ModelKeys {

  private ModelKeys() {}

  static ModelConfig bind(Keys keys) {
    if (keys.flag("model.bidirectional")) {
      throw new ConfigurationException(
          "model.bidirectional must be false for a language model, found true: read from its end, a"
              + " text shows the words that are to be predicted");
    }
    return new ModelConfig(
        keys.choice("model.cell", CellKind.class),
        keys.integer("model.layers"),
        keys.integer("model.embeddingSize"),
        keys.integer("model.hiddenSize"),
        keys.number("model.dropout"),
        keys.flag("model.tied"),
        keys.choice("model.output", OutputKind.class),
        keys.number("model.initialRange"),
        keys.choice("model.input", InputKind.class),
        keys.flag("model.recurrentBias"),
        keys.choice("model.dropoutKind", DropoutKind.class),
        keys.number("model.recurrentDropout"),
        keys.integersOr("model.cutoffs", "auto"),
        keys.choice("model.initialDistribution", InitialDistribution.class));
  }
}
