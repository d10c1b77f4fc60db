package org.unroll.config;

import org.unroll.errors.ConfigurationException;
import org.unroll.nn.InitialDistribution;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.nn.dropout.DropoutKind;
import org.unroll.nn.input.InputConfig;
import org.unroll.nn.input.InputKind;
import org.unroll.nn.output.OutputConfig;
import org.unroll.nn.output.OutputKind;
import org.unroll.task.language.ModelConfig;

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
        new InputConfig(
            keys.choice("model.input", InputKind.class), keys.integer("model.embeddingSize")),
        new StackConfig(
            keys.choice("model.cell", CellKind.class),
            keys.integer("model.layers"),
            keys.integer("model.hiddenSize"),
            keys.flag("model.recurrentBias")),
        new DropoutConfig(
            keys.number("model.dropout"),
            keys.choice("model.dropoutKind", DropoutKind.class),
            keys.number("model.recurrentDropout")),
        new OutputConfig(
            keys.choice("model.output", OutputKind.class),
            keys.flag("model.tied"),
            keys.integersOr("model.cutoffs", "auto")),
        new InitializerConfig(
            keys.choice("model.initialDistribution", InitialDistribution.class),
            keys.number("model.initialRange")));
  }
}
