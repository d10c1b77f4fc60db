package org.unroll.checkpoint;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.BadDataException;
import org.unroll.files.Folder;
import org.unroll.tensor.TensorBlock;

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
   * Opens a model.
   *
   * @param path a checkpoint, or the output folder of a training run, which stands for its best
   *     checkpoint
   * @throws BadDataException if there is no checkpoint, or it is damaged
   */
  public static Checkpoint open(Path path, Configuration hadoop) {
    Folder folder = Folder.of(path, hadoop);
    if (folder.has(CheckpointFolder.INDEX)) {
      return new CheckpointFolder(folder).readModel();
    }
    Folder best =
        new CheckpointStore(folder)
            .best()
            .orElseThrow(
                () ->
                    new BadDataException(
                        "expected a checkpoint or the output folder of a training run, found "
                            + (folder.exists() ? "neither in " : "nothing at ")
                            + folder));
    return new CheckpointFolder(best).readModel();
  }
}
