package org.unroll.benchmarks.tasks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.unroll.config.ConfigReader;
import org.unroll.config.UnrollConfig;
import org.unroll.data.PreparedData;
import org.unroll.data.labelled.LabelledData;
import org.unroll.dataset.Split;
import org.unroll.errors.ConfigurationException;
import org.unroll.math.Seeds;
import org.unroll.task.Examples;
import org.unroll.task.Metrics;
import org.unroll.task.Network;
import org.unroll.task.Task;
import org.unroll.task.tagging.TaggingTask;
import org.unroll.tasks.TaskCatalog;
import org.unroll.train.config.OuterConfig;
import org.unroll.train.config.TrainConfig;
import org.unroll.train.exchange.UpdatePrecision;

/**
 * A task with the settings of its training and its examples in memory, in one shard.
 *
 * @param <E> the examples of the task
 * @param task what is learnt
 * @param train how it is trained
 * @param training the training split
 * @param validation the validation split
 * @param test the test split
 */
record LearningProblem<E extends Examples>(
    Task<E> task, TrainConfig train, E training, E validation, E test) {

  /** The parts of a network that draw random numbers of their own in each library. */
  enum Randomness {
    /** As the configuration has it. */
    CONFIGURED,
    /** None: both libraries compute the same. */
    OFF
  }

  /**
   * Refuses settings under which one shard is not trained like an ordinary serial training.
   *
   * @throws ConfigurationException naming the setting
   */
  LearningProblem {
    if (!train.local().keepOptimizerState() && train.local().optimizer().rule().stateBlocks() > 0) {
      throw new ConfigurationException("train.keepOptimizerState must be true, found false");
    }
    if (train.outer().kind() != OuterConfig.Kind.AVERAGE) {
      throw new ConfigurationException("train.outer must be average, found nesterov");
    }
    if (train.local().updatePrecision() != UpdatePrecision.FLOAT32) {
      throw new ConfigurationException("train.updatePrecision must be float32, found float16");
    }
  }

  /**
   * Reads prepared data.
   *
   * @param data a folder that {@code prepare --task} wrote
   * @param configFile the configuration as {@code train} takes it
   * @param overrides each {@code key=value}
   */
  static LearningProblem<?> open(
      Path data, File configFile, List<String> overrides, Randomness randomness)
      throws IOException {
    PreparedData prepared =
        PreparedData.open(new org.apache.hadoop.fs.Path(data.toUri()), new Configuration());
    List<String> all = new ArrayList<>(overrides);
    all.add("train.shards=1");
    if (randomness == Randomness.OFF) {
      all.addAll(List.of("model.dropout=0", "model.recurrentDropout=0"));
      if (prepared.manifest().task().equals(TaggingTask.NAME)) {
        all.add("tagging.unknownProbability=0");
      }
    }
    UnrollConfig config = UnrollConfig.of(ConfigReader.file(configFile), all);
    if (config.start().model().isPresent() || config.start().vectors().isPresent()) {
      throw new ConfigurationException(
          "model.startFrom and model.vectors must be none: both libraries start from drawn values");
    }
    if (TaskCatalog.open(config, prepared) instanceof LabelledData<?> labelled) {
      return of(labelled);
    }
    throw new ConfigurationException(
        "expected labelled data, as prepare --task writes it, found the task %s in %s"
            .formatted(prepared.manifest().task(), data));
  }

  private static <E extends Examples> LearningProblem<E> of(LabelledData<E> data)
      throws IOException {
    return new LearningProblem<>(
        data.task(),
        data.config().train(),
        data.read(Split.TRAIN),
        data.read(Split.VALIDATION),
        data.read(Split.TEST));
  }

  /** B, the examples of a mini-batch. */
  int batchSize() {
    return train.local().batchSize();
  }

  /** The mini-batches of an epoch. */
  int steps() {
    return training.steps(batchSize());
  }

  /** The values that a training run with this seed starts from. */
  float[] initialValues() {
    return task.initialValues(Seeds.mix(train.local().seed()));
  }

  /** The seed of an epoch of the one shard, counted from 0. */
  long epochSeed(int epoch) {
    return Seeds.mix(train.local().seed(), 0, epoch);
  }

  /** Evaluates parameters on examples with Unroll's network. */
  Metrics evaluate(float[] parameters, E examples) {
    try (Network<E> network = task.newNetwork(batchSize())) {
      network.parameters().set(parameters);
      return network.evaluate(examples);
    }
  }
}
