package org.unroll.testing;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** The Spark session that the tests of a JVM share: two cores, no user interface. */
public final class LocalSpark {

  private LocalSpark() {}

  /** The running session; begins one if there is none or if a test stopped it. */
  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("unroll tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "3")
        .config("spark.default.parallelism", "3")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }

  /** The context of {@link #session}. */
  public static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(session().sparkContext());
  }
}
