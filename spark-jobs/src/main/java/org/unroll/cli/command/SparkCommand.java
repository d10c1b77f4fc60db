package org.unroll.cli.command;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.unroll.config.UnrollConfig;
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
    // Java takes the encoding of the names of files from the locale, which may be C on a node.
    conf.setIfMissing("spark.executorEnv.LC_ALL", "C.UTF-8");
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    try {
      return execute(spark, config, progress);
    } finally {
      spark.stop();
    }
  }
}
