package org.unroll.cli.command;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.unroll.cli.terminal.ConsoleProgress;
import org.unroll.cli.terminal.StandardStreams;
import org.unroll.cli.terminal.Terminal;
import org.unroll.config.ConfigReader;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.files.Json;
import org.unroll.progress.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The base of all commands: configuration, a result for people or machines, and progress.
 *
 * @param <R> the report, a record whose component names are the keys of the JSON result
 */
abstract class UnrollCommand<R> implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file (HOCON) that overrides the defaults.")
  private @Nullable File configFile;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one configuration key, overriding the file; may be repeated.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--json",
      description = "Print the result as one line of JSON at the end of standard output.")
  private boolean json;

  @Option(names = "--verbose", description = "Print a stack trace if the command fails.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Executes the command. */
  abstract R execute(UnrollConfig config, Progress progress);

  /** Prints the result for people. */
  abstract void describe(R report, PrintWriter out);

  @Override
  public final Integer call() {
    R report =
        execute(
            configuration(),
            new ConsoleProgress(StandardStreams.errStream(), Terminal.isAttached()));
    if (json) {
      out().println(Json.compact(report));
    } else {
      describe(report, out());
    }
    StandardStreams.flush(out());
    return CommandLine.ExitCode.OK;
  }

  /** Whether stack traces are wanted. */
  final boolean isVerbose() {
    return verbose;
  }

  final String name() {
    return spec.name();
  }

  /** Whether results are for machines. */
  final boolean json() {
    return json;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Returns the configuration without {@code --config}; a command may override the defaults. */
  UnrollConfig defaultConfiguration(List<String> keys) {
    return UnrollConfig.of(ConfigFactory.empty(), keys);
  }

  /**
   * Returns the keys that the command reads, each by its name or by that of its section. Others are
   * refused where they are set one by one; a file may hold them, because commands share files.
   */
  Set<String> keysRead() {
    return Set.of();
  }

  private UnrollConfig configuration() {
    UnrollConfig config =
        configFile == null
            ? defaultConfiguration(overrides)
            : UnrollConfig.of(parse(configFile), overrides);
    refuseKeysWithoutEffect();
    return config;
  }

  private void refuseKeysWithoutEffect() {
    for (String key : ConfigReader.keysOf(overrides)) {
      if (!reads(key)) {
        throw new ConfigurationException(
            "--set "
                + key
                + " has no effect on "
                + name()
                + ", which reads "
                + (keysRead().isEmpty() ? "no keys" : String.join(", ", new TreeSet<>(keysRead())))
                + readers(key));
      }
    }
  }

  private boolean reads(String key) {
    return keysRead().stream().anyMatch(read -> key.equals(read) || key.startsWith(read + "."));
  }

  /** The other commands that read a key. */
  private String readers(String key) {
    List<String> readers =
        spec.parent().subcommands().values().stream()
            .map(CommandLine::getCommand)
            .filter(command -> command instanceof UnrollCommand<?> reader && reader.reads(key))
            .map(command -> ((UnrollCommand<?>) command).name())
            .toList();
    return readers.isEmpty() ? "" : "; it is read by " + String.join(", ", readers);
  }

  private static Config parse(File file) {
    if (!file.isFile()) {
      throw new ConfigurationException("--config expects a file, found nothing at " + file);
    }
    return ConfigReader.file(file);
  }
}
