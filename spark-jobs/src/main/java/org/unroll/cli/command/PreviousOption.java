package org.unroll.cli.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of the commands that can reuse the articles of an earlier dump. */
final class PreviousOption {

  @Option(
      names = "--previous",
      paramLabel = "DIR",
      description =
          "Output of extract, or of prepare --keep-articles, for an earlier dump; articles whose"
              + " revision has not changed are reused.")
  private @Nullable String previous;

  Optional<String> previous() {
    return Optional.ofNullable(previous);
  }
}
