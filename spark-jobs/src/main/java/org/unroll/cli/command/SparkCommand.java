package org.unroll.cli.command;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.unroll.cli.terminal.SparkTraces;
import org.unroll.cli.terminal.TerminationSignal;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.output.TaskErrors;
import org.unroll.progress.Progress;
import org.unroll.train.StopRequest;

/**
 * A command that runs in a Spark session. A signal to end it cancels its Spark jobs, so that it
 * ends by itself, having removed what is half-written.
 *
 * @param <R> the report
 */
public abstract class SparkCommand<R> extends UnrollCommand<R> {

  abstract R execute(SparkSession spark, UnrollConfig config, Progress progress, StopRequest stop);

  /** Returns the request to stop that signals make. */
  StopRequest stopRequest() {
    return StopRequest.none();
  }

  @Override
  final R execute(UnrollConfig config, Progress progress) {
    StopRequest stop = stopRequest();
    try (TerminationSignal signal = TerminationSignal.asks(stop)) {
      return executeUnlessStopped(config, progress, stop);
    } catch (TryAgainLaterException e) {
      throw e;
    } catch (Exception e) {
      // Once its jobs are cancelled, a command may fail with anything.
      stop.urgent()
          .ifPresent(
              reason -> {
                throw new TryAgainLaterException(stopped(reason), e);
              });
      throw e;
    }
  }

  private R executeUnlessStopped(UnrollConfig config, Progress progress, StopRequest stop) {
    SparkConf conf = sparkConf();
    boolean local = conf.get("spark.master").startsWith("local");
    if (isVerbose()) {
      SparkTraces.leaveIn();
    } else {
      SparkTraces.leaveOut(local);
    }
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    return TaskErrors.endAtFirst(
        spark.sparkContext(), () -> executeUnlessStopped(spark, config, progress, stop));
  }

  private R executeUnlessStopped(
      SparkSession spark, UnrollConfig config, Progress progress, StopRequest stop) {
    SparkContext context = spark.sparkContext();
    try {
      stop.interruptBy(context::cancelAllJobs);
      stop.urgent()
          .ifPresent(
              reason -> {
                throw new TryAgainLaterException(stopped(reason));
              });
      return execute(spark, config, progress, stop);
    } finally {
      stop.interruptBy(() -> {});
      spark.stop();
    }
  }

  private SparkConf sparkConf() {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", "unroll " + name());
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // Java takes the encoding of the names of files from the locale, which may be C on a node.
    conf.setIfMissing("spark.executorEnv.LC_ALL", "C.UTF-8");
    return conf;
  }

  private String stopped(String reason) {
    return name() + " stopped by " + reason + "; run it again";
  }
}
