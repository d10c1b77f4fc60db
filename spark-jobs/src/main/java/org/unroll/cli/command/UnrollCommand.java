package org.unroll.cli.command;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.unroll.cli.terminal.ConsoleProgress;
import org.unroll.cli.terminal.Terminal;
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

  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  private boolean help;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Executes the command. */
  abstract R execute(UnrollConfig config, Progress progress);

  /** Prints the result for people. */
  abstract void describe(R report, PrintWriter out);

  @Override
  public final Integer call() {
    R report = execute(configuration(), new ConsoleProgress(System.err, Terminal.isAttached()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.compact(report));
    } else {
      describe(report, out);
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  /** Whether stack traces are wanted. */
  final boolean isVerbose() {
    return verbose;
  }

  final String name() {
    return spec.name();
  }

  /** Returns the configuration without {@code --config}; a command may override the defaults. */
  UnrollConfig defaultConfiguration(List<String> keys) {
    return UnrollConfig.of(ConfigFactory.empty(), keys);
  }

  private UnrollConfig configuration() {
    return configFile == null
        ? defaultConfiguration(overrides)
        : UnrollConfig.of(parse(configFile), overrides);
  }

  private static Config parse(File file) {
    if (!file.isFile()) {
      throw new ConfigurationException("--config expects a file, found nothing at " + file);
    }
    try {
      return ConfigFactory.parseFile(file);
    } catch (ConfigException e) {
      throw new ConfigurationException("--config expects HOCON: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new ConfigurationException("--config expects HOCON, found too deep nesting in " + file);
    }
  }
}
