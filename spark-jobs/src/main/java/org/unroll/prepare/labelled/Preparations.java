package org.unroll.prepare.labelled;

import java.util.List;
import org.unroll.config.ClassificationKeys;
import org.unroll.config.DescriptionKeys;
import org.unroll.config.TaggingKeys;
import org.unroll.config.TranslationKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.errors.NearestName;
import org.unroll.prepare.GivenVocabulary;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.description.DescriptionTask;
import org.unroll.task.tagging.TaggingTask;
import org.unroll.task.translation.TranslationTask;

/** The preparations of all tasks that learn from labelled data. */
public final class Preparations {

  private static final List<String> TASKS =
      List.of(
          ClassificationTask.NAME, DescriptionTask.NAME, TaggingTask.NAME, TranslationTask.NAME);

  private Preparations() {}

  /**
   * The preparation of a task.
   *
   * @throws ConfigurationException if there is no such task
   */
  public static Preparation of(String task, UnrollConfig config) {
    return switch (task) {
      case ClassificationTask.NAME -> classification(config);
      case TaggingTask.NAME ->
          new TaggingPreparation(new TaggingKeys(config.keys()), config.text());
      case DescriptionTask.NAME ->
          new DescriptionPreparation(new DescriptionKeys(config.keys()), config.text());
      case TranslationTask.NAME ->
          new TranslationPreparation(new TranslationKeys(config.keys()), config.text());
      default ->
          throw new ConfigurationException(
              "--task must be one of %s, found '%s'%s"
                  .formatted(String.join(", ", TASKS), task, NearestName.suggestion(task, TASKS)));
    };
  }

  /**
   * The preparation of a task with what a model gives.
   *
   * @param config as {@link #configure} returned it
   */
  public static Preparation of(String task, UnrollConfig config, GivenVocabulary model) {
    return new GivenPreparation(of(task, config), model);
  }

  /**
   * The configuration with which data is prepared for a model: its tokenizer, and of a model of the
   * same task also the keys of {@code data} that were not given.
   *
   * @throws ConfigurationException if it was given another tokenizer or other kinds of labels
   */
  public static UnrollConfig configure(String task, UnrollConfig config, GivenVocabulary model) {
    Preparation preparation = of(task, config);
    if (!model.task().equals(task)) {
      return model.configure(config);
    }
    List<String> keys =
        preparation.sections().stream().filter(key -> key.startsWith("data.")).toList();
    return model
        .configure(config)
        .withDefaultsOf(model.config(), keys, ClassificationKeys.FIXED, model.model().toString());
  }

  private static Preparation classification(UnrollConfig config) {
    ClassificationKeys keys = new ClassificationKeys(config.keys());
    return keys.ofFeatures()
        ? new VectorClassificationPreparation(keys)
        : new TextClassificationPreparation(keys, new TextColumn(keys.textColumn(), config.text()));
  }
}
