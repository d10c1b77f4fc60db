package org.unroll.cli.command;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.unroll.cli.terminal.SparkTraces;
import org.unroll.config.UnrollConfig;
import org.unroll.output.TaskErrors;
import org.unroll.progress.Progress;

/**
 * A command that runs in a Spark session.
 *
 * @param <R> the report
 */
abstract class SparkCommand<R> extends UnrollCommand<R> {

  abstract R execute(SparkSession spark, UnrollConfig config, Progress progress);

  @Override
  final R execute(UnrollConfig config, Progress progress) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", "unroll " + name());
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    boolean local = conf.get("spark.master").startsWith("local");
    try (SparkTraces.Installation log =
        isVerbose() ? SparkTraces.leaveIn() : SparkTraces.leaveOut(local)) {
      SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
      try {
        return TaskErrors.endAtFirst(spark.sparkContext(), () -> execute(spark, config, progress));
      } finally {
        spark.stop();
      }
    }
  }
}
