package org.unroll.start;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.checkpoint.CheckpointFolder;
import org.unroll.checkpoint.Provenance;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.files.Folder;
import org.unroll.files.Paths;
import org.unroll.math.Seeds;
import org.unroll.progress.Progress;
import org.unroll.task.Task;
import org.unroll.task.language.LanguageTask;
import org.unroll.tensor.TensorLayout;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;

/**
 * The state before the first round: its parameters are drawn, or taken from the model that {@code
 * model.startFrom} names, by the names of the tensors: all of them from a model of the same task,
 * the layers that read the text from a language model. {@code model.vectors} gives those of the
 * words it has. The optimiser and the learning rate begin anew.
 */
public final class StartingPoint {

  private final UnrollConfig config;
  private final Configuration hadoop;
  private final Progress progress;

  /**
   * The starting point of a configuration.
   *
   * @param config with nothing left open
   * @param progress is told how many words have a vector
   */
  public StartingPoint(UnrollConfig config, Configuration hadoop, Progress progress) {
    this.config = config;
    this.hadoop = hadoop;
    this.progress = progress;
  }

  /**
   * The state before the first round.
   *
   * @param data the name of the data, for messages
   * @throws org.unroll.errors.BadDataException if the model or the vectors are damaged, or the data
   *     has another vocabulary than the model
   * @throws ConfigurationException if their sizes are not those of the configuration
   */
  public TrainingState of(TrainingRun run, String data) {
    Optional<String> model = config.start().model();
    Task<?> task = run.task();
    if (model.isPresent()) {
      Checkpoint checkpoint = Checkpoint.open(Paths.of(model.get()), hadoop);
      boolean ofLanguage = checkpoint.provenance().task().equals(LanguageTask.NAME);
      return ofLanguage && !task.name().equals(LanguageTask.NAME)
          ? beginWith(checkpoint, run)
          : continueFrom(checkpoint, run, data);
    }
    float[] values = task.initialValues(Seeds.mix(run.train().local().seed()));
    config
        .start()
        .vectors()
        .ifPresent(
            path ->
                progress.say(
                    new WordVectors(Paths.of(path), config.text().lowerCase(), hadoop)
                        .copyTo(values, task)));
    return TrainingState.initial(run, values, null);
  }

  private TrainingState continueFrom(Checkpoint checkpoint, TrainingRun run, String data) {
    Task<?> task = run.task();
    checkpoint.checkFits(task.name(), task.files(), data);
    checkCell(checkpoint);
    TensorLayout layout = task.layout();
    checkpoint
        .model()
        .firstDifference(layout)
        .or(() -> checkpoint.model().firstSurplus(layout))
        .ifPresent(
            difference -> {
              throw other(checkpoint, difference + " there");
            });
    progress.say("starting from the parameters of " + checkpoint.path());
    return TrainingState.initial(run, checkpoint.values(layout), start(checkpoint));
  }

  private Provenance.Start start(Checkpoint checkpoint) {
    CheckpointFolder folder = new CheckpointFolder(Folder.of(checkpoint.path(), hadoop));
    return new Provenance.Start(checkpoint.path().toString(), folder.sha256OfModel());
  }

  /** Takes the layers that a language model has too; the others are drawn. */
  private TrainingState beginWith(Checkpoint checkpoint, TrainingRun run) {
    Task<?> task = run.task();
    if (task.layers().isEmpty()) {
      throw new ConfigurationException(
          "model.startFrom must be none or a model of the same task where no text is read, found the"
              + " language model "
              + checkpoint.path());
    }
    checkCell(checkpoint);
    LanguageLayers layers = new LanguageLayers(checkpoint);
    layers
        .firstDifference(task)
        .ifPresent(
            difference -> {
              throw other(checkpoint, difference + " there");
            });
    float[] values = task.initialValues(Seeds.mix(run.train().local().seed()));
    progress.say(layers.copyTo(values, task));
    return TrainingState.initial(run, values, start(checkpoint));
  }

  /** Refuses another kind of cell, which the shapes of the tensors may not tell. */
  private void checkCell(Checkpoint checkpoint) {
    UnrollConfig found = UnrollConfig.of(checkpoint);
    if (found.model().stack().cell() != config.model().stack().cell()) {
      throw other(
          checkpoint,
          "expected model.cell = "
              + config.resolved().getString("model.cell")
              + ", found "
              + found.resolved().getString("model.cell")
              + " there");
    }
  }

  private static ConfigurationException other(Checkpoint checkpoint, String difference) {
    return new ConfigurationException(
        "model.startFrom must name a model of the same shape ("
            + checkpoint.path()
            + "): "
            + difference
            + "; set the keys of model to those of its config.json");
  }
}
