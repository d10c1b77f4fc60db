package org.unroll.tasks;

import org.unroll.config.UnrollConfig;
import org.unroll.data.LanguageData;
import org.unroll.data.PreparedData;
import org.unroll.data.TaskData;
import org.unroll.data.labelled.ClassificationData;
import org.unroll.data.labelled.DescriptionData;
import org.unroll.data.labelled.TaggingData;
import org.unroll.data.labelled.TranslationData;
import org.unroll.errors.BadDataException;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.description.DescriptionTask;
import org.unroll.task.language.LanguageTask;
import org.unroll.task.tagging.TaggingTask;
import org.unroll.task.translation.TranslationTask;

/** All tasks, by the names that prepared data has for them. */
public final class TaskCatalog {

  private TaskCatalog() {}

  /**
   * Opens prepared data with the task that it is for.
   *
   * @param config of the model and its training; how the data was prepared is taken from the data
   * @throws BadDataException if the data is for a task that is not known, or damaged
   */
  public static TaskData<?> open(UnrollConfig config, PreparedData data) {
    return switch (data.manifest().task()) {
      case LanguageTask.NAME -> LanguageData.open(config, data);
      case ClassificationTask.NAME -> ClassificationData.open(config, data);
      case TaggingTask.NAME -> TaggingData.open(config, data);
      case DescriptionTask.NAME -> DescriptionData.open(config, data);
      case TranslationTask.NAME -> TranslationData.open(config, data);
      default ->
          throw new BadDataException(
              "expected data of a task that is known, found the task "
                  + data.manifest().task()
                  + " in "
                  + data.folder());
    };
  }
}
