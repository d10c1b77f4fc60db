package org.unroll.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.apache.hadoop.security.AccessControlException;
import org.unroll.errors.UnrollException;
import picocli.CommandLine;

/**
 * The handler of failed commands: one line and the matching exit code; a stack trace only with
 * {@code --verbose}.
 */
final class Failures implements CommandLine.IExecutionExceptionHandler {

  private static final int ANYTHING_ELSE = 1;
  private static final int MAX_CAUSES = 50;

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    PrintWriter err = command.getErr();
    boolean verbose = command.getParseResult().hasMatchedOption("--verbose");
    int exitCode = ANYTHING_ELSE;
    Throwable known = known(failure);
    if (known instanceof UnrollException ours) {
      err.println("unroll: " + ours.getMessage());
      exitCode = ours.exitCode();
    } else if (known != null) {
      err.println("unroll: " + explanation(known));
    } else {
      err.println(
          "unroll: unexpected "
              + firstLine(failure)
              + (verbose ? "" : "; run with --verbose for a stack trace"));
    }
    if (verbose) {
      failure.printStackTrace(err);
    }
    err.flush();
    return exitCode;
  }

  /** Returns the cause that a user can act on, or null. */
  private static @org.jspecify.annotations.Nullable Throwable known(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof UnrollException
          || cause instanceof AccessControlException
          || cause instanceof OutOfMemoryError
          || isFullDisk(cause)) {
        return cause;
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static boolean isFullDisk(Throwable cause) {
    String message = cause.getMessage();
    return cause instanceof java.io.IOException
        && message != null
        && message.toLowerCase(Locale.ROOT).contains("no space left");
  }

  private static String explanation(Throwable known) {
    if (known instanceof AccessControlException) {
      return "permission denied: " + firstLine(known);
    }
    if (known instanceof OutOfMemoryError) {
      return "out of memory ("
          + firstLine(known)
          + "); give the driver and executors more memory, such as --conf spark.driver.memory=8g";
    }
    return "the disk is full: " + firstLine(known);
  }

  private static String firstLine(Throwable failure) {
    String text = failure.toString();
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
