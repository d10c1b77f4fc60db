package org.unroll.checkpoint;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.BadDataException;
import org.unroll.files.Folder;
import org.unroll.tensor.TensorBlock;
import org.unroll.text.Vocabulary;

/**
 * A trained model.
 *
 * @param path the folder it was read from
 * @param configuration the resolved configuration of its training, as JSON
 * @param vocabulary V tokens
 * @param model its parameters
 * @param provenance where it comes from
 */
public record Checkpoint(
    Path path,
    String configuration,
    Vocabulary vocabulary,
    TensorBlock model,
    Provenance provenance) {

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
