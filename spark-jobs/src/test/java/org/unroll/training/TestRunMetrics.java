package org.unroll.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.unroll.testing.TextTraining.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.metrics.UnrollPlugin;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;

/** What a training said of its newest round, read where monitoring reads it. */
class TestRunMetrics {

  /** The names of a round's measurements, in the file as in every gauge. */
  private static final List<String> ROUND =
      List.of(
          "round",
          "epoch",
          "tokens",
          "roundTokens",
          "loss",
          "perplexity",
          "gradientNorm",
          "learningRate",
          "tokensPerSecond",
          "roundSeconds",
          "computingSeconds",
          "waitingSeconds",
          "broadcastSeconds",
          "aggregationSeconds");

  @TempDir private Path folder;
  private SparkSession session;

  @BeforeEach
  void trainUnderTheEyesOfMonitoring() throws IOException {
    Path data = folder.resolve("data");
    TextTraining.prepare(LocalSpark.context(), data, 300, 1);
    LocalSpark.session().stop();
    session =
        SparkSession.builder()
            .master("local[2]")
            .appName("run metrics")
            .config("spark.plugins", UnrollPlugin.class.getName())
            .config("spark.metrics.namespace", "unroll")
            .config("spark.ui.enabled", "true")
            .config("spark.ui.port", "0")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config(
                "spark.metrics.conf.*.sink.prometheusServlet.class",
                "org.apache.spark.metrics.sink.PrometheusServlet")
            .config("spark.metrics.conf.*.sink.prometheusServlet.path", "/metrics/prometheus")
            .config("spark.metrics.conf.*.sink.jmx.class", "org.apache.spark.metrics.sink.JmxSink")
            .getOrCreate();
    TextTraining.train(
        JavaSparkContext.fromSparkContext(session.sparkContext()),
        config("train.maxRounds=3"),
        data,
        folder.resolve("model"),
        TrainJob.Start.NEW);
  }

  @AfterEach
  void stop() {
    session.stop();
  }

  private JsonNode newest(String kind) throws IOException {
    JsonNode newest = null;
    for (String line : Files.readAllLines(folder.resolve("model/metrics.jsonl"))) {
      JsonNode node = new ObjectMapper().readTree(line);
      newest = node.path("kind").asText().equals(kind) ? node : newest;
    }
    return newest;
  }

  private static double onPrometheus(List<String> scrape, String gauge) {
    return scrape.stream()
        .filter(line -> line.contains("UnrollPlugin_" + gauge + "_Value"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no gauge " + gauge));
  }

  private static double onJmx(String gauge) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name =
        server
            .queryNames(new ObjectName("metrics:name=*UnrollPlugin." + gauge + ",*"), null)
            .iterator()
            .next();
    return (Double) server.getAttribute(name, "Value");
  }

  @Test
  void thePlaintextTheEndpointAndTheBeansAgree() throws Exception {
    URI endpoint = URI.create(session.sparkContext().uiWebUrl().get() + "/metrics/prometheus/");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.ofString());
    List<String> scrape = answer.body().lines().toList();

    JsonNode round = newest("round");
    for (String name : ROUND) {
      double written = round.path(name).asDouble(Double.NaN);
      assertThat(onPrometheus(scrape, name)).as(name).isCloseTo(written, within(1e-9));
      assertThat(onJmx(name)).as(name).isCloseTo(written, within(1e-9));
    }
    assertThat(onPrometheus(scrape, "checkpointSeconds"))
        .isEqualTo(newest("checkpoint").path("checkpointSeconds").asDouble());
    for (String name :
        List.of("validationPerplexity", "validationAccuracyAt3", "validationTokens")) {
      assertThat(onPrometheus(scrape, name))
          .as(name)
          .isEqualTo(newest("validation").path(name).asDouble(Double.NaN));
    }
  }
}
