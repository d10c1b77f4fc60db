package org.unroll.config;

import org.unroll.optim.LayerRates;
import org.unroll.optim.LearningRateConfig;
import org.unroll.optim.ScheduleConfig;
import org.unroll.train.config.EndConfig;
import org.unroll.train.config.IntervalConfig;
import org.unroll.train.config.OuterConfig;
import org.unroll.train.config.RoundsConfig;
import org.unroll.train.config.TrainConfig;
import org.unroll.train.exchange.UpdatePrecision;
import org.unroll.train.round.LocalUpdateConfig;

/** The keys of {@code train}, but for the optimiser's. */
final class TrainKeys {

  private TrainKeys() {}

  static TrainConfig bind(Keys keys) {
    return new TrainConfig(
        new RoundsConfig(
            keys.integerOr("train.shards", "cores"),
            keys.integer("train.averagingFrequency"),
            keys.integer("train.aggregationDepth")),
        new LocalUpdateConfig(
            keys.integer("train.batchSizePerWorker"),
            keys.wholeNumber("train.seed"),
            OptimizerKeys.bind(keys),
            new LayerRates(
                keys.number("train.layerRateFactor"), keys.integer("train.unfreezeEpochs")),
            keys.flag("train.keepOptimizerState"),
            keys.choice("train.updatePrecision", UpdatePrecision.class)),
        learningRate(keys),
        new OuterConfig(
            keys.choice("train.outer", OuterConfig.Kind.class),
            keys.number("train.outerLearningRate"),
            keys.number("train.outerMomentum")),
        new IntervalConfig(
            keys.integerOr("train.validateEveryRounds", "none"),
            keys.integer("train.checkpointEveryRounds"),
            keys.integer("train.keepCheckpoints")),
        new EndConfig(
            keys.integer("train.maxEpochs"),
            keys.integerOr("train.maxRounds", "none"),
            keys.integerOr("train.patience", "none")));
  }

  private static LearningRateConfig learningRate(Keys keys) {
    return new LearningRateConfig(
        keys.number("train.learningRate"),
        new ScheduleConfig(
            keys.choice("train.schedule.kind", ScheduleConfig.Kind.class),
            keys.number("train.schedule.factor"),
            keys.integer("train.schedule.afterEpoch"),
            keys.integer("train.schedule.warmUpSteps")));
  }
}
