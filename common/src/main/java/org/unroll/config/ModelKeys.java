package org.unroll.config;

import org.unroll.nn.InitializerConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.nn.input.InputConfig;
import org.unroll.nn.output.OutputConfig;
import org.unroll.task.language.ModelConfig;

/** The keys of {@code model}. */
final class ModelKeys {

  private ModelKeys() {}

  static ModelConfig bind(Keys keys) {
    return new ModelConfig(
        new InputConfig(keys.choice("model.input", InputConfig.Kind.class), embeddingSize(keys)),
        stack(keys),
        dropout(keys),
        new OutputConfig(
            keys.choice("model.output", OutputConfig.Kind.class),
            keys.flag("model.tied"),
            keys.integersOr("model.cutoffs", "auto")),
        initial(keys));
  }

  static int embeddingSize(Keys keys) {
    return keys.integer("model.embeddingSize");
  }

  static StackConfig stack(Keys keys) {
    return new StackConfig(
        keys.choice("model.cell", CellKind.class),
        keys.integer("model.layers"),
        keys.integer("model.hiddenSize"),
        keys.flag("model.recurrentBias"));
  }

  static DropoutConfig dropout(Keys keys) {
    return new DropoutConfig(
        keys.number("model.dropout"),
        keys.choice("model.dropoutKind", DropoutConfig.Kind.class),
        keys.number("model.recurrentDropout"));
  }

  static InitializerConfig initial(Keys keys) {
    return new InitializerConfig(
        keys.choice("model.initialDistribution", InitializerConfig.Distribution.class),
        keys.number("model.initialRange"));
  }
}
