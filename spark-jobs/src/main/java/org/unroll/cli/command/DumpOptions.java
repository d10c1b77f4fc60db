package org.unroll.cli.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.unroll.dump.Dump;
import picocli.CommandLine.Option;

/** The options of the commands that read dumps. */
final class DumpOptions {

  @Option(
      names = "--skip-corrupt",
      description =
          "Skip damaged pages, compressed data and lines of text, and count what is lost.")
  private boolean skipCorrupt;

  @Option(
      names = "--previous",
      paramLabel = "DIR",
      description =
          "Output of extract, or of prepare --keep-articles, for an earlier dump; articles whose"
              + " revision has not changed are reused.")
  private @Nullable String previous;

  Dump.Damage damage() {
    return skipCorrupt ? Dump.Damage.SKIP : Dump.Damage.REFUSE;
  }

  Optional<String> previous() {
    return Optional.ofNullable(previous);
  }
}
