package org.unroll.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads the figures where a user's monitoring would: from the endpoints of a running driver. */
class TestUnrollPlugin {

  private SparkSession spark;

  @BeforeEach
  void startDriver() throws IOException {
    SparkSession.getDefaultSession()
        .foreach(
            session -> {
              session.stop();
              return null;
            });
    SparkSession.Builder builder = SparkSession.builder();
    ourDefaults().forEach((key, value) -> builder.config(key.toString(), value.toString()));
    spark =
        builder
            .master("local[1]")
            .appName("metrics")
            .config("spark.metrics.namespace", "unroll")
            .config("spark.ui.enabled", "true")
            .config("spark.ui.port", "0")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.metrics.conf.*.sink.jmx.class", "org.apache.spark.metrics.sink.JmxSink")
            .getOrCreate();
    TrainingGauges.publish(
        Map.of(
            "round", 12.0,
            "perplexity", 123.5,
            "gradientNorm", 4.25));
  }

  private static Properties ourDefaults() throws IOException {
    Properties defaults = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of("../conf/spark-defaults.conf"))) {
      defaults.load(file);
    }
    return defaults;
  }

  @AfterEach
  void stopDriver() {
    spark.stop();
  }

  @Test
  void prometheusShowsTheNewestRound() throws Exception {
    List<String> lines = scrape();

    assertThat(valueOf(lines, "perplexity")).isEqualTo("123.5");
    assertThat(valueOf(lines, "gradientNorm")).isEqualTo("4.25");

    TrainingGauges.publish(Map.of("round", 13.0));
    assertThat(valueOf(scrape(), "round")).isEqualTo("13.0");
  }

  @Test
  void jmxShowsTheNewestRound() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Set<ObjectName> names =
        server.queryNames(new ObjectName("metrics:name=*UnrollPlugin.perplexity,*"), null);

    assertThat(names).hasSize(1);
    assertThat(server.getAttribute(names.iterator().next(), "Value")).isEqualTo(123.5);
  }

  private List<String> scrape() throws Exception {
    URI endpoint = URI.create(spark.sparkContext().uiWebUrl().get() + "/metrics/prometheus/");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().lines().toList();
  }

  private static String valueOf(List<String> lines, String figure) {
    return lines.stream()
        .filter(line -> line.contains("UnrollPlugin_" + figure + "_Value"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no gauge " + figure + " among " + lines));
  }
}
