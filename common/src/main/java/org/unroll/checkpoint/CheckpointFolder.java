package org.unroll.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.unroll.errors.BadDataException;
import org.unroll.files.Folder;
import org.unroll.files.Json;
import org.unroll.files.Sha256;
import org.unroll.tensor.Safetensors;

/**
 * One checkpoint: a folder of files with a list of their sums.
 *
 * <pre>
 * model.safetensors     the parameters, under PyTorch's names
 * config.json           the resolved configuration
 * training.safetensors  optimiser state and carried states, for an exact resume
 * training.json         round, epoch, step, best value of the objective: likewise
 * checkpoint.json       {"formatVersion", "files": {name: sha256}, "provenance"}, written last
 * </pre>
 *
 * Besides these it holds the text files of its task; a language model has {@code vocab.txt} and, if
 * its tokens are subwords, {@code tokenizer.json}.
 */
public final class CheckpointFolder {

  public static final String INDEX = "checkpoint.json";
  public static final String MODEL = "model.safetensors";
  public static final String CONFIGURATION = "config.json";
  private static final String TRAINING_STATE = "training.json";
  private static final String TRAINING_TENSORS = "training.safetensors";
  private static final Set<String> OWN_FILES =
      Set.of(MODEL, CONFIGURATION, TRAINING_STATE, TRAINING_TENSORS);

  private final Folder folder;

  public CheckpointFolder(Folder folder) {
    this.folder = folder;
  }

  /** Writes a checkpoint into the folder, its index last. */
  public void write(Snapshot snapshot) {
    Map<String, String> sums = new TreeMap<>();
    folder.create();
    write(MODEL, sums, out -> Safetensors.write(out, snapshot.model()));
    writeText(CONFIGURATION, sums, snapshot.configuration());
    snapshot.taskFiles().forEach((name, text) -> writeText(name, sums, text));
    writeText(TRAINING_STATE, sums, snapshot.trainingState());
    write(TRAINING_TENSORS, sums, out -> Safetensors.write(out, snapshot.trainingTensors()));
    CheckpointIndex index = new CheckpointIndex(sums, snapshot.provenance());
    folder.write(INDEX, Json.indented(index));
  }

  private void writeText(String name, Map<String, String> sums, String text) {
    write(name, sums, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void write(String name, Map<String, String> sums, Folder.Content content) {
    folder.write(
        name,
        out -> {
          Sha256.Output digesting = new Sha256.Output(out);
          content.writeTo(digesting);
          digesting.flush();
          sums.put(name, digesting.hexDigest());
        });
  }

  /**
   * Reads a checkpoint with all that training needs.
   *
   * @throws BadDataException if a file is missing, damaged or not what the index says
   */
  public Snapshot read() {
    CheckpointFiles files = CheckpointFiles.open(folder);
    return new Snapshot(
        files.text(CONFIGURATION),
        files.textsBut(OWN_FILES),
        files.parameters(MODEL),
        files.text(TRAINING_STATE),
        files.states(TRAINING_TENSORS),
        files.provenance());
  }

  /**
   * Reads the part of a checkpoint that using the model needs.
   *
   * @throws BadDataException as {@link #read}
   */
  public Checkpoint readModel() {
    CheckpointFiles files = CheckpointFiles.open(folder);
    return new Checkpoint(
        folder.path(),
        files.text(CONFIGURATION),
        files.textsBut(OWN_FILES),
        files.parameters(MODEL),
        files.provenance());
  }

  /** The sha256 of the parameters' file, as the index has it. */
  public String sha256OfModel() {
    return CheckpointFiles.open(folder).sum(MODEL);
  }
}
