package org.unroll.config;

import org.unroll.optim.Adagrad;
import org.unroll.optim.Adam;
import org.unroll.optim.Clipping;
import org.unroll.optim.OptimizerConfig;
import org.unroll.optim.OptimizerKind;
import org.unroll.optim.RmsProp;
import org.unroll.optim.Sgd;
import org.unroll.optim.UpdateRule;
import org.unroll.optim.WeightDecay;

/** The keys of {@code train} that describe the optimiser. */
final class OptimizerKeys {

  private OptimizerKeys() {}

  static OptimizerConfig bind(Keys keys) {
    OptimizerKind kind = keys.choice("train.optimizer", OptimizerKind.class);
    WeightDecay.Form form =
        kind == OptimizerKind.ADAMW ? WeightDecay.Form.DECOUPLED : WeightDecay.Form.GRADIENT;
    return new OptimizerConfig(
        rule(kind, keys),
        new WeightDecay(keys.number("train.weightDecay"), form),
        new Clipping(
            keys.numberOr("train.clipNorm", "none").orElse(Clipping.UNLIMITED),
            keys.numberOr("train.clipValue", "none").orElse(Clipping.UNLIMITED)));
  }

  private static UpdateRule rule(OptimizerKind kind, Keys keys) {
    return switch (kind) {
      case SGD -> new Sgd(keys.number("train.sgd.momentum"));
      case ADAGRAD -> new Adagrad(keys.number("train.adagrad.epsilon"));
      case RMSPROP ->
          new RmsProp(keys.number("train.rmsprop.decay"), keys.number("train.rmsprop.epsilon"));
      case ADAM, ADAMW ->
          new Adam(
              keys.number("train.adam.beta1"),
              keys.number("train.adam.beta2"),
              keys.number("train.adam.epsilon"));
    };
  }
}
