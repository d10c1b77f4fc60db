package org.unroll.task.language;

import java.util.List;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.nn.input.InputConfig;
import org.unroll.nn.output.OutputConfig;

/** Configurations for tests that differ in one thing from a plain model. */
final class Models {

  private Models() {}

  static ModelConfig plain(CellKind cell, int layers, int embedding, int hidden, double dropout) {
    return new ModelConfig(
        new InputConfig(InputConfig.Kind.EMBEDDING, embedding),
        new StackConfig(cell, layers, hidden, true),
        DropoutConfig.plain(dropout),
        OutputConfig.SOFTMAX,
        InitializerConfig.uniform(0.2));
  }

  static ModelConfig tied(ModelConfig model) {
    return new ModelConfig(
        new InputConfig(InputConfig.Kind.EMBEDDING, model.stack().hiddenSize()),
        model.stack(),
        model.dropout(),
        new OutputConfig(OutputConfig.Kind.SOFTMAX, true, List.of()),
        model.initial());
  }

  static ModelConfig adaptive(ModelConfig model, List<Integer> cutoffs) {
    return new ModelConfig(
        model.input(),
        model.stack(),
        model.dropout(),
        OutputConfig.adaptive(cutoffs),
        model.initial());
  }

  static ModelConfig variational(ModelConfig model) {
    return recurrentDropout(model, 0);
  }

  static ModelConfig recurrentDropout(ModelConfig model, double probability) {
    return new ModelConfig(
        model.input(),
        model.stack(),
        new DropoutConfig(
            model.dropout().probability(), DropoutConfig.Kind.VARIATIONAL, probability),
        model.output(),
        model.initial());
  }

  static ModelConfig oneHotWithOneBias(ModelConfig model) {
    StackConfig stack = model.stack();
    return new ModelConfig(
        new InputConfig(InputConfig.Kind.ONE_HOT, model.input().embeddingSize()),
        new StackConfig(stack.cell(), stack.layers(), stack.hiddenSize(), false),
        model.dropout(),
        model.output(),
        model.initial());
  }
}
