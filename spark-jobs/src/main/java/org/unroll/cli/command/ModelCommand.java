package org.unroll.cli.command;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.config.UnrollConfig;
import org.unroll.inference.TextModel;
import org.unroll.progress.Progress;
import picocli.CommandLine.Option;

/**
 * A command that uses a model, without Spark.
 *
 * @param <R> the report
 */
abstract class ModelCommand<R> extends UnrollCommand<R> {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A checkpoint, or the output folder of a training run (its best checkpoint).")
  private Path model = new Path(".");

  abstract R execute(TextModel model);

  @Override
  final R execute(UnrollConfig config, Progress progress) {
    try (TextModel opened = TextModel.open(model, new Configuration())) {
      return execute(opened);
    }
  }

  /** Tells which tokens of a prompt the model does not know, if there are any. */
  final void tellUnknown(List<String> tokens) {
    if (!tokens.isEmpty()) {
      err()
          .println(
              "note: the model does not know these tokens of the prompt and reads <unk>: "
                  + String.join(" ", tokens));
    }
  }
}
