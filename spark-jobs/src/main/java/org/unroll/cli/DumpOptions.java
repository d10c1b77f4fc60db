package org.unroll.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.unroll.dump.Dump;
import picocli.CommandLine.Option;

/** How the commands that read dumps read them. */
final class DumpOptions {

  @Option(
      names = "--skip-corrupt",
      description = "Go on behind damaged bzip2 blocks, and count what is lost.")
  private boolean skipCorrupt;

  @Option(
      names = "--previous",
      paramLabel = "DIR",
      description =
          "What extract or prepare --keep-articles made of an earlier dump: articles are taken over where the revision is the same.")
  private @Nullable String previous;

  Dump.Damage damage() {
    return skipCorrupt ? Dump.Damage.SKIP : Dump.Damage.REFUSE;
  }

  Optional<String> previous() {
    return Optional.ofNullable(previous);
  }
}
