package org.unroll.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.unroll.cli.command.BenchmarkCommand;
import org.unroll.cli.command.CompleteCommand;
import org.unroll.cli.command.CompletionCommand;
import org.unroll.cli.command.DemoCommand;
import org.unroll.cli.command.EvaluateCommand;
import org.unroll.cli.command.ExtractCommand;
import org.unroll.cli.command.GenerateCommand;
import org.unroll.cli.command.PlanCommand;
import org.unroll.cli.command.PredictCommand;
import org.unroll.cli.command.PrepareCommand;
import org.unroll.cli.command.RowCommand;
import org.unroll.cli.command.ScoreCommand;
import org.unroll.cli.command.ServeCommand;
import org.unroll.cli.command.SparkCommand;
import org.unroll.cli.command.TrainCommand;
import org.unroll.cli.terminal.StandardStreams;
import org.unroll.cli.terminal.TerminationSignal;
import org.unroll.files.Paths;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The top-level command {@code unroll}. */
@Command(
    name = "unroll",
    description =
        "Trains recurrent language models on Apache Spark, from a Wikipedia dump or plain text.",
    subcommands = {
      ExtractCommand.class,
      PrepareCommand.class,
      PlanCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      CompleteCommand.class,
      ScoreCommand.class,
      PredictCommand.class,
      GenerateCommand.class,
      ServeCommand.class,
      BenchmarkCommand.class,
      DemoCommand.class,
      CompletionCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or already up to date",
      "1:anything else, such as a folder that cannot be written",
      "2:wrong usage or configuration",
      "65:bad input data",
      "75:try again later: a lock is held, a disk is full, a run was stopped"
    })
public final class Unroll implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    if (arguments.length > 0 && runsOnSpark(arguments)) {
      TerminationSignal.awaitUntilExit();
    }
    int code = run(arguments);
    if (code != CommandLine.ExitCode.OK || !isInApplicationMasterOfYarn()) {
      System.exit(code);
    }
  }

  /** There, an exit before {@code main} has returned counts as a failure, even with code 0. */
  private static boolean isInApplicationMasterOfYarn() {
    return "yarn".equals(System.getProperty("spark.master"))
        && "cluster".equals(System.getProperty("spark.submit.deployMode"));
  }

  /** Whether a command does; asked before the command line is parsed, which takes a while. */
  private static boolean runsOnSpark(String[] arguments) {
    return Stream.of(Unroll.class.getAnnotation(Command.class).subcommands())
        .filter(SparkCommand.class::isAssignableFrom)
        .filter(command -> command.getAnnotation(Command.class).name().equals(arguments[0]))
        .anyMatch(
            command ->
                !RowCommand.class.isAssignableFrom(command) || RowCommand.hasRows(arguments));
  }

  /**
   * Runs a command; returns its exit code. What it prints is the same in every locale, the order of
   * options in a help included.
   */
  public static int run(String... arguments) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    try {
      return execute(arguments);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static int execute(String... arguments) {
    PrintWriter err = StandardStreams.err();
    Optional<String> problem =
        ArgumentEncoding.problem(arguments, ArgumentEncoding.ofThisRuntime());
    if (problem.isPresent()) {
      err.println("unroll: " + problem.get());
      return CommandLine.ExitCode.USAGE;
    }
    Failures failures = new Failures();
    return new CommandLine(new Unroll())
        .setOut(StandardStreams.out())
        .setErr(err)
        .registerConverter(Path.class, Paths::of)
        .registerConverter(Duration.class, Durations::parse)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionStrategy(failures)
        .setExecutionExceptionHandler(failures)
        .execute(arguments);
  }

  @Override
  public void run() {
    PrintWriter err = spec.commandLine().getErr();
    spec.commandLine().usage(err);
    throw new CommandLine.ParameterException(spec.commandLine(), "expected a command, found none");
  }
}
