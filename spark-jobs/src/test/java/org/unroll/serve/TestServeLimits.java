package org.unroll.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.files.Json;

/** Keys, a full queue, time that is over, and a stop that lets requests end. */
class TestServeLimits {

  private static final String NONE_RUNNING = "unroll_requests_running 0\n";

  private static final String SHORT = "{\"prompt\":\"w1\",\"max_tokens\":1}";

  @TempDir Path folder;

  private static String longRequest(int tokens) {
    return "{\"prompt\":\"w1\",\"stop\":\"never\",\"max_tokens\":" + tokens + "}";
  }

  private static String code(HttpResponse<String> response) {
    return Json.tree(response.body(), "the answer", "JSON").path("error").path("code").asText();
  }

  @Test
  void withoutAKeyOnlyThePageAndTheHealthAreShown() throws Exception {
    try (RunningServer server = new RunningServer(folder, List.of("one", "tw\u00f6"))) {
      for (String path : new String[] {"/", "/health", "/openapi.json", "/keyboard.js"}) {
        assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
      }
      for (String path : new String[] {"/v1/models", "/v1/models/words", "/metrics"}) {
        HttpResponse<String> refused = server.get(path);
        assertThat(refused.statusCode()).as(path).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(code(refused)).isEqualTo("invalid_api_key");
      }
      assertThat(server.post("/v1/completions", SHORT).statusCode()).isEqualTo(401);
      for (String header :
          new String[] {"Bearer two", "Bearer ", "Basic one", "one", "Bearer one1"}) {
        assertThat(
                server
                    .send(server.request("/v1/models").header("Authorization", header))
                    .statusCode())
            .as(header)
            .isEqualTo(401);
      }
      for (String header : new String[] {"Bearer one", "bearer one "}) {
        assertThat(
                server
                    .send(server.request("/v1/models").header("Authorization", header))
                    .statusCode())
            .as(header)
            .isEqualTo(200);
      }
    }
  }

  @Test
  void whatDoesNotFitTheQueueIsAskedToComeAgain() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (RunningServer server =
        new RunningServer(
            folder,
            List.of(),
            "serve.maxConcurrent=1",
            "serve.maxQueued=1",
            "serve.maxSeconds=1",
            "serve.maxNewTokens=100000000")) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> server.post("/v1/completions", longRequest(100_000_000))));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : answers) {
        HttpResponse<String> response = answer.get();
        statuses.add(response.statusCode());
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(code(response))
            .isEqualTo(response.statusCode() == 429 ? "too_many_requests" : "timeout");
      }
      assertThat(statuses).containsOnly(429, 503).contains(429, 503);
      assertThat(server.post("/v1/completions", SHORT).statusCode()).isEqualTo(200);
      // An answer arrives a moment before its request is counted as ended.
      String metrics = server.get("/metrics").body();
      for (int tries = 0; tries < 500 && !metrics.contains(NONE_RUNNING); tries++) {
        Thread.sleep(10);
        metrics = server.get("/metrics").body();
      }
      assertThat(metrics).contains(NONE_RUNNING);
    }
    threads.shutdown();
  }

  @Test
  void aStopLetsRequestsEnd() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (RunningServer server = new RunningServer(folder, List.of())) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(threads.submit(() -> server.post("/v1/completions", longRequest(4096))));
      }
      while (!server.get("/metrics").body().contains("unroll_requests_running 4\n")) {
        Thread.sleep(5);
      }
      server.stop();
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(answer.get().body()).contains("\"completion_tokens\":4096");
      }
    }
    threads.shutdown();
  }

  @Test
  void aClientThatLeavesEndsItsStream() throws Exception {
    try (RunningServer server =
        new RunningServer(folder, List.of(), "serve.maxNewTokens=100000000")) {
      String body = "{\"prompt\":\"w1\",\"stream\":true,\"max_tokens\":100000000}";
      try (java.net.Socket socket = new java.net.Socket("127.0.0.1", server.port())) {
        String head =
            "POST /v1/completions HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length();
        socket
            .getOutputStream()
            .write((head + "\r\n\r\n" + body).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(socket.getInputStream().readNBytes(2000)).hasSize(2000);
      }
      long began = System.nanoTime();
      while (!server.get("/metrics").body().contains("unroll_requests_running 0\n")) {
        assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
        Thread.sleep(20);
      }
    }
  }
}
