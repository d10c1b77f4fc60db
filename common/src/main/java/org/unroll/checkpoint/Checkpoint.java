package org.unroll.checkpoint;

import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.BadDataException;
import org.unroll.files.Folder;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;

/**
 * A trained model.
 *
 * @param path the folder it was read from
 * @param configuration the resolved configuration of the run, as JSON
 * @param taskFiles the text files of the task, by name, such as a vocabulary
 * @param model its parameters
 * @param provenance its origin
 */
public record Checkpoint(
    Path path,
    String configuration,
    Map<String, String> taskFiles,
    TensorBlock model,
    Provenance provenance) {

  /** The configuration's file, for messages. */
  public String configurationFile() {
    return path + "/" + CheckpointFolder.CONFIGURATION;
  }

  /**
   * The values of its parameters in the order of a layout.
   *
   * @throws BadDataException naming the first tensor that is missing or has another shape
   */
  public float[] values(TensorLayout layout) {
    model
        .firstDifference(layout)
        .ifPresent(
            difference -> {
              throw new BadDataException(path + ": " + difference);
            });
    return model.valuesOf(layout);
  }

  /**
   * Checks that this is a model of a task.
   *
   * @throws BadDataException if it is not
   */
  public void checkTask(String task) {
    if (!provenance.task().equals(task)) {
      throw new BadDataException(
          "expected a model of the task %s, found one of the task %s in %s"
              .formatted(task, provenance.task(), path));
    }
  }

  /**
   * Checks that data has the files that give the ids of this model their meaning.
   *
   * @param otherTask the name of the data's task
   * @param otherFiles the text files of the data's task, by name
   * @param data its folder, for messages
   * @throws BadDataException naming the first file that differs, and the remedy
   */
  public void checkFits(String otherTask, Map<String, String> otherFiles, String data) {
    if (!provenance.task().equals(otherTask)) {
      throw new BadDataException(
          "expected data of the task %s, which the model %s was trained for, found data of the task %s in %s"
              .formatted(provenance.task(), path, otherTask, data));
    }
    for (Map.Entry<String, String> file : taskFiles.entrySet()) {
      String found = otherFiles.get(file.getKey());
      if (!file.getValue().equals(found)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "expected data with the %s of the model (%s, %d lines), found %s in %s; prepare the data with --vocabulary-of %s",
                file.getKey(),
                path,
                file.getValue().lines().count(),
                found == null ? "none" : "another one of " + found.lines().count() + " lines",
                data,
                path));
      }
    }
  }

  /**
   * Opens a model.
   *
   * @param path a checkpoint, or the output folder of a training run, which stands for its best
   *     checkpoint
   * @throws BadDataException if there is no checkpoint, or it is damaged
   */
  public static Checkpoint open(Path path, Configuration hadoop) {
    return new CheckpointFolder(Folder.of(find(path, hadoop), hadoop)).readModel();
  }

  /**
   * Finds the folder of a model, without reading it.
   *
   * @param path as {@link #open} takes it
   * @throws BadDataException if there is no checkpoint
   */
  public static Path find(Path path, Configuration hadoop) {
    Folder folder = Folder.of(path, hadoop);
    if (folder.has(CheckpointFolder.INDEX)) {
      return folder.path();
    }
    return new CheckpointStore(folder)
        .best()
        .orElseThrow(
            () ->
                new BadDataException(
                    "expected a checkpoint or the output folder of a training run, found "
                        + (folder.exists() ? "neither in " : "nothing at ")
                        + folder))
        .path();
  }
}
