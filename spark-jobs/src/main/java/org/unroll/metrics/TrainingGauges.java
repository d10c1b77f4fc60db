package org.unroll.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest values of what the driver's training run measures, as gauges.
 *
 * <p>One set for each driver JVM, because Spark makes the plugin that registers them; a training
 * run publishes to it whether there is a plugin or not. The gauge of the round is there from the
 * start, any other with its first value.
 */
public final class TrainingGauges {

  private static final String ROUND = "round";

  private static final Map<String, Double> NEWEST = new ConcurrentHashMap<>();
  private static @Nullable MetricRegistry registry;

  private TrainingGauges() {}

  /** Replaces the values that {@code metrics} holds; the others stay. */
  public static synchronized void publish(Map<String, Number> metrics) {
    metrics.forEach((name, value) -> NEWEST.put(name, value.doubleValue()));
    registerMissing();
  }

  /** Makes a registry the one that gauges are registered with. */
  static synchronized void register(MetricRegistry ofPlugin) {
    registry = ofPlugin;
    // Spark drops the registry of a plugin that is empty at this point, with all later gauges.
    NEWEST.putIfAbsent(ROUND, Double.NaN);
    registerMissing();
  }

  private static void registerMissing() {
    MetricRegistry current = registry;
    if (current != null) {
      for (String name : NEWEST.keySet()) {
        current.gauge(name, () -> (Gauge<Double>) () -> NEWEST.getOrDefault(name, Double.NaN));
      }
    }
  }
}
