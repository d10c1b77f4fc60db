package org.unroll.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.ErrorMessage;
import org.unroll.errors.UnrollException;
import org.unroll.files.FileErrors;
import picocli.CommandLine;

/**
 * The handler of failed commands: one line and the matching exit code; a stack trace only with
 * {@code --verbose}.
 */
final class Failures
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IExecutionStrategy {

  private static final int ANYTHING_ELSE = 1;
  private static final int TRY_AGAIN_LATER = 75;
  private static final int MAX_CAUSES = 50;

  /** What is printed for a failure, and the exit code. */
  private record Explanation(String line, int exitCode) {}

  /** Executes a command; picocli would let an {@link Error} pass. */
  @Override
  public int execute(CommandLine.ParseResult arguments) {
    try {
      return new CommandLine.RunLast().execute(arguments);
    } catch (Error e) {
      CommandLine.ParseResult last = arguments;
      while (last.hasSubcommand()) {
        last = last.subcommand();
      }
      return report(e, last.commandSpec().commandLine());
    }
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    return report(failure, command);
  }

  private static int report(Throwable failure, CommandLine command) {
    PrintWriter err = command.getErr();
    boolean verbose = command.getParseResult().hasMatchedOption("--verbose");
    Explanation explanation = explain(failure);
    if (explanation == null) {
      explanation =
          new Explanation(
              "unexpected "
                  + firstLine(failure)
                  + (verbose ? "" : "; run with --verbose for a stack trace"),
              ANYTHING_ELSE);
    }
    err.println("unroll: " + explanation.line());
    if (verbose) {
      failure.printStackTrace(err);
    }
    err.flush();
    return explanation.exitCode();
  }

  /** Explains the first cause that a user can act on; null if there is none. */
  private static @Nullable Explanation explain(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      Explanation explanation = explainOne(cause);
      if (explanation != null) {
        return explanation;
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static @Nullable Explanation explainOne(Throwable cause) {
    if (cause instanceof UnrollException ours) {
      String line = String.valueOf(ours.getMessage());
      return new Explanation(line + localeAdvice(line), ours.exitCode());
    }
    if (cause instanceof InvalidPathException path && !localeAdvice(path.getInput()).isEmpty()) {
      return new Explanation(
          "cannot use the name '" + path.getInput() + "'" + localeAdvice(path.getInput()),
          CommandLine.ExitCode.USAGE);
    }
    if (FileErrors.isForbidden(cause)) {
      return new Explanation("permission denied: " + firstLine(cause), ANYTHING_ELSE);
    }
    if (FileErrors.isFull(cause)) {
      return new Explanation(
          "the disk is full: " + ErrorMessage.firstLine(cause) + "; make room and try again",
          TRY_AGAIN_LATER);
    }
    if (cause instanceof OutOfMemoryError) {
      return new Explanation(
          "out of memory ("
              + firstLine(cause)
              + "); give the driver and executors more memory, such as"
              + " --conf spark.driver.memory=8g",
          ANYTHING_ELSE);
    }
    return null;
  }

  private static String localeAdvice(String name) {
    return ArgumentEncoding.advice(name, ArgumentEncoding.ofThisRuntime()).orElse("");
  }

  private static String firstLine(Throwable failure) {
    String text = failure.toString();
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
