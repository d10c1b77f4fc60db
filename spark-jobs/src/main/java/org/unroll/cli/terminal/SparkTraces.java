package org.unroll.cli.terminal;

import java.util.List;
import java.util.Locale;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.UnrollException;

/**
 * A filter of the driver's log against the stack traces that Spark prints when a task fails, some
 * sixty lines of them, before the command says in one line what was wrong.
 *
 * <p>What the command itself is going to say is left out: a task that found bad input, and in local
 * mode, where no task is tried again, any failure of a task. Of all else, such as a lost executor,
 * the first line is kept. The filter lies over whatever configuration of the log is in use, that of
 * {@code spark-submit} included. With {@code --verbose}, or at level debug for {@code org.unroll},
 * there is no filter.
 */
public final class SparkTraces extends AbstractFilter {

  private static final String SPARK = "org.apache.spark.";
  private static final List<String> LIBRARIES =
      List.of(SPARK, "org.apache.hadoop.", "org.apache.parquet.");
  private static final String OURS = UnrollException.class.getPackageName() + ".";
  private static final int MAX_CAUSES = 50;

  /** Removes the filter in use, if there is one. */
  private static Runnable remove = () -> {};

  private final boolean local;

  private SparkTraces(boolean local) {
    this.local = local;
  }

  /**
   * Leaves stack traces out of the log from now on; does nothing where Log4j is not in use. Tasks
   * that are still ending when a command has ended are not heard either.
   *
   * @param local whether tasks run in this JVM
   */
  public static synchronized void leaveOut(boolean local) {
    leaveIn();
    boolean debug = LogManager.getLogger("org.unroll").isDebugEnabled();
    if (!debug && LogManager.getContext(false) instanceof LoggerContext context) {
      Configuration configuration = context.getConfiguration();
      SparkTraces filter = new SparkTraces(local);
      configuration.addFilter(filter);
      remove = () -> configuration.removeFilter(filter);
    }
  }

  /** Leaves the log as it is from now on. */
  public static synchronized void leaveIn() {
    remove.run();
    remove = () -> {};
  }

  @Override
  public Result filter(
      Logger logger, Level level, Marker marker, @Nullable Message message, Throwable thrown) {
    return filter(logger, level, message == null ? null : message.getFormattedMessage(), thrown);
  }

  @Override
  public Result filter(
      Logger logger, Level level, Marker marker, @Nullable Object message, Throwable thrown) {
    return filter(logger, level, message == null ? null : message.toString(), thrown);
  }

  @Override
  public Result filter(
      Logger logger, Level level, Marker marker, String message, Object... parameters) {
    Object last = parameters.length == 0 ? null : parameters[parameters.length - 1];
    return filter(logger, level, message, last instanceof Throwable thrown ? thrown : null);
  }

  @Override
  public Result filter(Logger logger, Level level, Marker marker, String message, Object p0) {
    return filter(logger, level, message, p0 instanceof Throwable thrown ? thrown : null);
  }

  @Override
  public Result filter(
      Logger logger, Level level, Marker marker, String message, Object p0, Object p1) {
    return filter(logger, level, message, p1 instanceof Throwable thrown ? thrown : null);
  }

  private Result filter(
      Logger logger, Level level, @Nullable String message, @Nullable Throwable thrown) {
    if (message == null || LIBRARIES.stream().noneMatch(logger.getName()::startsWith)) {
      return Result.NEUTRAL;
    }
    if (isOfAJobThatEnds(message) || message.contains(OURS)) {
      return Result.DENY;
    }
    int end = message.indexOf('\n');
    if (thrown == null && end < 0) {
      return Result.NEUTRAL;
    }
    if (!isToBeTold(logger.getName(), message, thrown)) {
      String line = (end < 0 ? message : message.substring(0, end)).strip();
      logger.log(level, thrown == null ? line : line + " (" + firstLine(thrown) + ")");
    }
    return Result.DENY;
  }

  /** Spark says so of tasks that it stops, and of the job, once one has failed. */
  private static boolean isOfAJobThatEnds(String message) {
    return message.endsWith("aborting job") || message.contains(": TaskKilled (");
  }

  /** Whether the command's own last line says it. */
  private boolean isToBeTold(String logger, String message, @Nullable Throwable thrown) {
    return isCausedByOurs(thrown) || (local && (isOfATask(logger) || isFullDisk(message, thrown)));
  }

  private static boolean isOfATask(String logger) {
    return logger.startsWith(SPARK + "executor.")
        || logger.startsWith(SPARK + "scheduler.")
        || logger.startsWith(SPARK + "TaskContextImpl");
  }

  private static boolean isFullDisk(String message, @Nullable Throwable thrown) {
    return (message + thrown).toLowerCase(Locale.ROOT).contains("no space left");
  }

  private static boolean isCausedByOurs(@Nullable Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof UnrollException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static String firstLine(Throwable thrown) {
    return thrown.toString().lines().findFirst().orElse("").strip();
  }
}
