package org.unroll.benchmarks.tasks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.unroll.errors.UnrollException;
import org.unroll.task.Examples;
import org.unroll.task.Objective;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command line of one library, which trains epoch by epoch on request, or compares itself with
 * the other.
 *
 * <p>The protocol is lines of text: the process writes {@code ready METRIC DIRECTION}; then it
 * answers each line on standard input: {@code warm-up SECONDS} with {@code warm}, {@code epoch}
 * with {@code epoch} and the fields of {@link LearningRun.Epoch}. It ends when standard input does.
 */
@Command(
    name = "learner",
    description = "Trains the network of a task with one library, epoch by epoch on request.")
public final class LearnerCommand implements Callable<Integer> {

  static final String READY = "ready ";
  static final String WARM_UP = "warm-up ";
  static final String WARM = "warm";
  static final String EPOCH = "epoch";

  private static final int CHECKED_STEPS = 20;

  private final PrintStream out;

  @Parameters(index = "0", paramLabel = "LIBRARY", description = "unroll or pytorch")
  private Library library = Library.UNROLL;

  @Option(names = "--data", required = true, description = "folder that prepare --task wrote")
  private Path data = Path.of("");

  @Option(names = "--config", required = true, description = "configuration as train takes it")
  private File config = new File("");

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "overrides a key")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--check",
      description = "compare some steps of both libraries without dropout, and end")
  private boolean check;

  @Option(names = "--help", usageHelp = true, description = "show this help message and exit")
  private boolean help;

  private LearnerCommand(PrintStream out) {
    this.out = out;
  }

  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new LearnerCommand(System.out))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(LearnerCommand::report)
            .execute(arguments));
  }

  /** Messages that a user can act on need no stack trace. */
  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    if (failure instanceof UnrollException || failure instanceof IllegalArgumentException) {
      command.getErr().println("compare-tasks: " + failure.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw failure;
  }

  @Override
  public Integer call() throws IOException {
    LearningProblem<?> problem =
        LearningProblem.open(
            data,
            config,
            overrides,
            check ? LearningProblem.Randomness.OFF : LearningProblem.Randomness.CONFIGURED);
    if (check) {
      LearnerDifferences differences = LearnerDifferences.of(problem, CHECKED_STEPS);
      out.println(problem.task().name() + ", " + CHECKED_STEPS + " steps: " + differences);
      return differences.withinBounds() ? 0 : 1;
    }
    answerRequests(problem);
    return 0;
  }

  private <E extends Examples> void answerRequests(LearningProblem<E> problem) throws IOException {
    try (Learner learner = library.learner(problem)) {
      LearningRun<E> run = new LearningRun<>(problem, learner);
      Objective objective = problem.task().objective();
      out.println(READY + objective.metric() + " " + objective.direction());
      BufferedReader requests =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
      String request;
      while ((request = requests.readLine()) != null) {
        if (request.startsWith(WARM_UP)) {
          run.warmUp(Double.parseDouble(request.substring(WARM_UP.length())));
          out.println(WARM);
        } else {
          out.println(EPOCH + " " + run.next().line());
        }
      }
    }
  }
}
