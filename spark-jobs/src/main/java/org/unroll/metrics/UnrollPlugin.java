package org.unroll.metrics;

import com.codahale.metrics.Gauge;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * A Spark plugin that registers the {@link TrainingFigures} as gauges of the driver, for every sink
 * of Spark (JMX, Prometheus, Graphite, CSV). Enabled by {@code
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
        for (TrainingFigures.Figure figure : TrainingFigures.Figure.values()) {
          plugin
              .metricRegistry()
              .register(figure.metricName(), (Gauge<Double>) () -> TrainingFigures.newest(figure));
        }
      }
    };
  }

  @Override
  public @Nullable ExecutorPlugin executorPlugin() {
    return null;
  }
}
