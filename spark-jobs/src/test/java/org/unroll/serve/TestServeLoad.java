package org.unroll.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.files.Json;
import org.unroll.math.Seeds;

/** Many clients at once, some of which send nonsense: right answers, and no more memory. */
@Tag("slow")
class TestServeLoad {

  private static final int CLIENTS = 64;
  private static final int REQUESTS = Integer.getInteger("unroll.requests", 10_000);
  private static final int KINDS = 40;

  @TempDir static Path folder;

  /** A request, by its number; the same number is the same request. */
  private record Asked(String path, String body) {

    static Asked of(int number) {
      String word = "w" + number % 17 + " w" + number / 3 % 17;
      return switch (number % 8) {
        case 0 -> completion(word, ",\"seed\":" + number + ",\"n\":2,\"logprobs\":3,\"echo\":true");
        case 1 -> completion(word, ",\"temperature\":0,\"model\":\"subwords\"");
        case 2 -> completion(word, ",\"seed\":3,\"stop\":\"w" + number % 5 + "\",\"top_k\":5");
        case 3 -> new Asked("/v1/score", "{\"text\":[\"" + word + "\",\"w1\"]}");
        case 4 -> new Asked("/v1/suggest", "{\"context\":\"" + word + " \",\"prefix\":\"w1\"}");
        case 5 ->
            new Asked(
                "/v1/rescore", "{\"hypotheses\":[{\"text\":\"" + word + "\"},{\"text\":\"w2\"}]}");
        case 6 -> new Asked("/tokenize", "{\"prompt\":\"" + word + "\"}");
        default -> completion(word, ",\"stream\":true,\"seed\":4");
      };
    }

    private static Asked completion(String prompt, String options) {
      return new Asked(
          "/v1/completions", "{\"prompt\":\"" + prompt + "\",\"max_tokens\":12" + options + "}");
    }
  }

  /** What an answer says, without what differs each time. */
  private static String essence(HttpResponse<String> response) {
    return response.statusCode()
        + response.body().replaceAll("cmpl-[0-9a-f]+", "").replaceAll("\"created\":\\d+", "");
  }

  @Test
  void noAnswerIsWrongAndMemoryStaysFlat() throws Exception {
    try (RunningServer server = new RunningServer(folder, List.of(), "serve.accessLog=false")) {
      Map<Integer, String> alone = new ConcurrentHashMap<>();
      for (int kind = 0; kind < KINDS; kind++) {
        Asked asked = Asked.of(kind);
        alone.put(kind, essence(server.post(asked.path(), asked.body())));
        assertThat(alone.get(kind)).startsWith("200");
      }
      run(server, alone, REQUESTS / 4);
      long before = usedMemory();
      run(server, alone, REQUESTS);
      long growth = usedMemory() - before;
      assertThat(growth).as("growth in bytes").isLessThan(16 << 20);
    }
  }

  private static void run(RunningServer server, Map<Integer, String> alone, int requests)
      throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> ended = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      ended.add(
          clients.submit(
              () -> {
                for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                  ask(server, alone, i);
                }
                return null;
              }));
    }
    for (Future<?> client : ended) {
      client.get();
    }
    clients.shutdown();
  }

  private static void ask(RunningServer server, Map<Integer, String> alone, int number)
      throws Exception {
    int kind = (int) (Seeds.uniform(7, number) * KINDS);
    Asked asked = Asked.of(kind);
    if (number % 10 == 9) {
      checkRefused(server, asked, number);
      return;
    }
    HttpResponse<String> response = server.post(asked.path(), asked.body());
    if (response.statusCode() != 503 && response.statusCode() != 429) {
      assertThat(essence(response)).isEqualTo(alone.get(kind));
    }
  }

  /** A request of which some characters are replaced, removed or repeated. */
  private static void checkRefused(RunningServer server, Asked asked, int number) throws Exception {
    byte[] bytes = asked.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int i = 0; i < 3; i++) {
      int at = (int) (Seeds.uniform(number, i) * bytes.length);
      bytes[at] = (byte) Seeds.at(number, 10 + i);
    }
    HttpResponse<String> response =
        server.send(
            server
                .request(asked.path())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(bytes)));
    int status = response.statusCode();
    assertThat(status < 500 || status == 503).as(status + response.body()).isTrue();
    if (status != 200) {
      JsonNode error = Json.tree(response.body(), "the answer", "JSON").path("error");
      assertThat(error.path("message").asText()).isNotBlank();
      assertThat(error.path("param").asText()).as(response.body()).isNotBlank();
    }
  }

  private static long usedMemory() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
