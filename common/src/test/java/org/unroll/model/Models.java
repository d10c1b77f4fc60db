package org.unroll.model;

import java.util.List;
import org.unroll.nn.DropoutKind;

/** Configurations for tests that differ in one thing from a plain model. */
final class Models {

  private Models() {}

  static ModelConfig plain(CellKind cell, int layers, int embedding, int hidden, double dropout) {
    return new ModelConfig(
        cell, layers, embedding, hidden, dropout, false, OutputKind.SOFTMAX, 0.2);
  }

  static ModelConfig tied(ModelConfig model) {
    return new ModelConfig(
        model.cell(),
        model.layers(),
        model.hiddenSize(),
        model.hiddenSize(),
        model.dropout(),
        true,
        OutputKind.SOFTMAX,
        model.initialRange());
  }

  static ModelConfig adaptive(ModelConfig model, List<Integer> cutoffs) {
    return with(
        model, OutputKind.ADAPTIVE, InputKind.EMBEDDING, true, DropoutKind.PLAIN, 0, cutoffs);
  }

  static ModelConfig variational(ModelConfig model) {
    return with(
        model,
        OutputKind.SOFTMAX,
        InputKind.EMBEDDING,
        true,
        DropoutKind.VARIATIONAL,
        0,
        List.of());
  }

  static ModelConfig recurrentDropout(ModelConfig model, double probability) {
    return with(
        model,
        OutputKind.SOFTMAX,
        InputKind.EMBEDDING,
        true,
        DropoutKind.VARIATIONAL,
        probability,
        List.of());
  }

  static ModelConfig oneHotWithOneBias(ModelConfig model) {
    return with(
        model, OutputKind.SOFTMAX, InputKind.ONE_HOT, false, DropoutKind.PLAIN, 0, List.of());
  }

  private static ModelConfig with(
      ModelConfig model,
      OutputKind output,
      InputKind input,
      boolean recurrentBias,
      DropoutKind dropoutKind,
      double recurrentDropout,
      List<Integer> cutoffs) {
    return new ModelConfig(
        model.cell(),
        model.layers(),
        model.embeddingSize(),
        model.hiddenSize(),
        model.dropout(),
        false,
        output,
        model.initialRange(),
        input,
        recurrentBias,
        dropoutKind,
        recurrentDropout,
        cutoffs,
        InitialDistribution.UNIFORM);
  }
}
