package org.unroll.metrics;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * The plugin that registers the {@link TrainingGauges} with the driver, so that every sink of Spark
 * (JMX, Prometheus, Graphite, CSV) publishes them. Enabled by {@code
 * spark.plugins=org.unroll.metrics.UnrollPlugin}.
 */
public final class UnrollPlugin implements SparkPlugin {

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext context, PluginContext plugin) {
        return Map.of();
      }

      @Override
      public void registerMetrics(String applicationId, PluginContext plugin) {
        TrainingGauges.register(plugin.metricRegistry());
      }
    };
  }

  @Override
  public @Nullable ExecutorPlugin executorPlugin() {
    return null;
  }
}
