package org.unroll.serve.http;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** The figures of a server, in the text format of Prometheus. */
public final class ServeMetrics {

  private static final double[] BOUNDS = {
    0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  /** The durations of the requests of a path. */
  private static final class Histogram {

    final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
    final LongAdder nanos = new LongAdder();

    Histogram() {
      for (int i = 0; i < counts.length; i++) {
        counts[i] = new LongAdder();
      }
    }

    void add(long duration) {
      int bucket = 0;
      while (bucket < BOUNDS.length && duration * 1e-9 > BOUNDS[bucket]) {
        bucket++;
      }
      counts[bucket].increment();
      nanos.add(duration);
    }
  }

  /** A figure that is asked for when it is shown. */
  private record Asked(String name, String type, String help, String labels, LongSupplier value) {}

  private final ConcurrentMap<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Histogram> durations = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> tokens = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<Asked> asked = new CopyOnWriteArrayList<>();

  /** Counts a request that has been answered. */
  public void request(String path, int status, long nanos) {
    String labels = "path=\"" + path + "\",status=\"" + status + "\"";
    requests.computeIfAbsent(labels, key -> new LongAdder()).increment();
    durations.computeIfAbsent("path=\"" + path + "\"", key -> new Histogram()).add(nanos);
  }

  /**
   * Counts tokens.
   *
   * @param kind such as "prompt"
   */
  public void tokens(String model, String kind, long count) {
    String labels = "model=\"" + escaped(model) + "\",kind=\"" + kind + "\"";
    tokens.computeIfAbsent(labels, key -> new LongAdder()).add(count);
  }

  /** Adds a figure that may fall as well as rise. */
  public void gauge(String name, String help, LongSupplier value) {
    asked.add(new Asked(name, "gauge", help, "", value));
  }

  /** Adds a figure of a model that only rises. */
  public void counter(String name, String help, String model, LongSupplier value) {
    String labels = "{model=\"" + escaped(model) + "\"}";
    asked.add(new Asked(name, "counter", help, labels, value));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** All figures. */
  public String text() {
    StringBuilder out = new StringBuilder();
    head(out, "unroll_requests_total", "counter", "Requests answered.");
    sorted(requests)
        .forEach(
            (labels, count) -> line(out, "unroll_requests_total{" + labels + "}", count.sum()));
    String duration = "unroll_request_duration_seconds";
    head(out, duration, "histogram", "Time from the arrival of a request to its answer.");
    sorted(durations).forEach((labels, histogram) -> histogram(out, duration, labels, histogram));
    head(out, "unroll_tokens_total", "counter", "Tokens read and tokens drawn.");
    sorted(tokens)
        .forEach((labels, count) -> line(out, "unroll_tokens_total{" + labels + "}", count.sum()));
    String last = "";
    for (Asked figure :
        asked.stream().sorted(java.util.Comparator.comparing(Asked::name)).toList()) {
      if (!figure.name().equals(last)) {
        head(out, figure.name(), figure.type(), figure.help());
        last = figure.name();
      }
      line(out, figure.name() + figure.labels(), figure.value().getAsLong());
    }
    return out.toString();
  }

  private static <V> Map<String, V> sorted(Map<String, V> map) {
    return new TreeMap<>(map);
  }

  private static void histogram(
      StringBuilder out, String name, String labels, Histogram histogram) {
    long below = 0;
    for (int i = 0; i < histogram.counts.length; i++) {
      below += histogram.counts[i].sum();
      String bound = i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf";
      line(out, name + "_bucket{" + labels + ",le=\"" + bound + "\"}", below);
    }
    out.append(name).append("_sum{").append(labels).append("} ");
    out.append(String.format(Locale.ROOT, "%.6f", histogram.nanos.sum() * 1e-9)).append('\n');
    line(out, name + "_count{" + labels + "}", below);
  }

  private static void head(StringBuilder out, String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder out, String name, long value) {
    out.append(name).append(' ').append(value).append('\n');
  }
}
