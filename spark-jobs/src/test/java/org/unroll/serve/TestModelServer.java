package org.unroll.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.files.Json;
import org.unroll.inference.Completer.Completion;
import org.unroll.inference.Scorer.ScoreReport;
import org.unroll.serve.api.CompletionsEndpoint;
import org.unroll.serve.api.RescoreEndpoint;
import org.unroll.serve.api.ScoreEndpoint;
import org.unroll.serve.api.SuggestEndpoint;
import org.unroll.serve.api.TokensEndpoints;

/** The other paths of the server against the model itself. */
class TestModelServer {

  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer(folder, List.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode json(String text) {
    return Json.tree(text, "the answer", "JSON");
  }

  @Test
  void namesItsModels() throws Exception {
    JsonNode list = json(server.get("/v1/models").body());
    assertThat(list.path("data").findValuesAsText("id")).containsExactly("words", "subwords");
    JsonNode one = json(server.get("/v1/models/subwords").body());
    assertThat(one).isEqualTo(list.path("data").get(1));
    assertThat(server.get("/v1/models/none").statusCode()).isEqualTo(404);
    assertThat(json(server.get("/health").body()).path("status").asText()).isEqualTo("ok");
  }

  @Test
  void cutsAndJoinsTexts() throws Exception {
    for (String model : new String[] {"words", "subwords"}) {
      String text = "w1 w2\nw3";
      JsonNode cut =
          server.answer(
              "/tokenize",
              Json.object()
                  .put("model", model)
                  .put("prompt", text)
                  .put("return_token_strs", true)
                  .toString());
      assertThat(cut.path("count").asInt()).isEqualTo(cut.path("tokens").size()).isPositive();
      assertThat(cut.path("token_strs")).hasSameSizeAs(cut.path("tokens"));
      JsonNode joined =
          server.answer(
              "/detokenize",
              Json.object().put("model", model).set("tokens", cut.path("tokens")).toString());
      assertThat(joined.path("prompt").asText()).isEqualTo(text);
    }
  }

  @Test
  void scoresTextsAsTheScorerDoes() throws Exception {
    List<String> texts = List.of("w3 w1 unheard", "w2", "w5\nw6 w7");
    for (boolean ends : new boolean[] {false, true}) {
      var request = Json.object().put("end_of_line", ends);
      texts.forEach(request.putArray("text")::add);
      JsonNode data = server.answer("/v1/score", request.toString()).path("data");
      assertThat(data).hasSize(3);
      for (int i = 0; i < 3; i++) {
        ScoreReport report = server.words.score(texts.get(i) + (ends ? "\n" : ""));
        JsonNode found = data.get(i);
        assertThat(found.path("log_probability").asDouble()).isEqualTo(report.logProbability());
        assertThat(found.path("perplexity").asDouble()).isEqualTo(report.perplexity());
        assertThat(found.path("unknown").asLong()).isEqualTo(report.unknown());
        assertThat(found.path("tokens")).hasSameSizeAs(report.tokens());
        assertThat(found.path("tokens").get(0).path("log_probability").asDouble())
            .isEqualTo(report.tokens().get(0).logProbability());
      }
    }
    JsonNode one = server.answer("/v1/score", "{\"text\":\"w2\"}").path("data");
    assertThat(one.get(0).path("log_probability").asDouble())
        .isEqualTo(server.words.score("w2").logProbability());
  }

  @Test
  void ordersHypotheses() throws Exception {
    List<String> texts = new ArrayList<>();
    var request = Json.object().put("weight", 0.7).put("length_bonus", 0.3);
    var list = request.putArray("hypotheses");
    for (int i = 0; i < 45; i++) {
      texts.add(("w" + i % 17 + " ").repeat(i % 5).strip());
      list.addObject().put("text", texts.get(i)).put("score", -i % 3);
    }
    JsonNode data = server.answer("/v1/rescore", request.toString()).path("data");
    assertThat(data).hasSize(45);
    double last = Double.POSITIVE_INFINITY;
    int lastIndex = -1;
    for (JsonNode found : data) {
      int index = found.path("index").asInt();
      ScoreReport report = server.words.score(texts.get(index) + "\n");
      double total =
          -index % 3 + 0.7 * report.logProbability() + 0.3 * (report.tokens().size() - 1);
      assertThat(found.path("text").asText()).isEqualTo(texts.get(index));
      assertThat(found.path("total").asDouble()).isCloseTo(total, within(1e-9));
      double here = found.path("total").asDouble();
      assertThat(here).isLessThanOrEqualTo(last);
      assertThat(here < last || index > lastIndex).isTrue();
      last = here;
      lastIndex = index;
    }
  }

  @Test
  void suggestsWhatComesNext() throws Exception {
    JsonNode found = server.answer("/v1/suggest", "{\"context\":\"w3 w1 \",\"k\":4}");
    List<Completion> expected =
        server.words.complete("w3 w1", 20).completions().stream()
            .filter(completion -> completion.token().startsWith("w"))
            .limit(4)
            .toList();
    assertThat(found.path("suggestions").findValuesAsText("text"))
        .isEqualTo(expected.stream().map(Completion::token).toList());
    assertThat(found.path("suggestions").get(0).path("probability").asDouble())
        .isCloseTo(expected.get(0).probability(), within(1e-6));
    JsonNode begun =
        server.answer("/v1/suggest", "{\"context\":\"w3 \",\"prefix\":\"W1\",\"k\":9}");
    assertThat(begun.path("suggestions").findValuesAsText("text"))
        .containsExactlyInAnyOrder("W1", "W10", "W11", "W12", "W13", "W14", "W15", "W16");
    double sum = 0;
    for (JsonNode suggestion : begun.path("suggestions")) {
      sum += suggestion.path("probability").asDouble();
    }
    assertThat(sum).isCloseTo(1, within(1e-6));
    assertThat(server.answer("/v1/suggest", "{\"prefix\":\"xyz\"}").path("suggestions")).isEmpty();
  }

  @Test
  void countsWhatItDoes() throws Exception {
    server.answer("/v1/completions", "{\"prompt\":\"w1 w2\",\"max_tokens\":7}");
    server.post("/v1/completions", "{}");
    String text = server.get("/metrics").body();
    assertThat(text)
        .contains("unroll_requests_total{path=\"/v1/completions\",status=\"200\"} ")
        .contains("unroll_requests_total{path=\"/v1/completions\",status=\"400\"} ")
        .contains("unroll_request_duration_seconds_bucket{path=\"/v1/completions\",le=\"+Inf\"} ")
        .contains("unroll_tokens_total{model=\"words\",kind=\"completion\"} ")
        .contains("unroll_requests_queued 0\n")
        .contains("unroll_steps_total{model=\"words\"} ");
    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.matches("[a-z_]+(\\{[^{}]+\\})? -?[0-9.]+"));
    assertThat(text.lines().filter(line -> line.startsWith("# TYPE")).distinct().count())
        .isEqualTo(text.lines().filter(line -> line.startsWith("# TYPE")).count());
    synchronized (server.log) {
      assertThat(server.log)
          .anyMatch(line -> line.matches("127.0.0.1 \\[.*\\] \"POST /v1/.*\" 400 \\d+ \\d+"));
    }
  }

  /** The description names the paths that there are, and the fields that they take. */
  @Test
  void theDescriptionIsThatOfTheServer() throws Exception {
    JsonNode described = json(server.get("/openapi.json").body());
    Map<String, Set<String>> fields =
        Map.of(
            "CompletionRequest", CompletionsEndpoint.FIELDS,
            "SuggestRequest", SuggestEndpoint.FIELDS,
            "ScoreRequest", ScoreEndpoint.FIELDS,
            "RescoreRequest", RescoreEndpoint.FIELDS,
            "TokenizeRequest", TokensEndpoints.TOKENIZE_FIELDS,
            "DetokenizeRequest", TokensEndpoints.DETOKENIZE_FIELDS);
    fields.forEach(
        (name, known) ->
            assertThat(described.at("/components/schemas/" + name + "/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(known));
    for (var path : described.path("paths").properties()) {
      boolean posts = path.getValue().has("post");
      String asked = path.getKey().replace("{model}", "words");
      int status =
          posts ? server.post(asked, "{\"?\":1}").statusCode() : server.get(asked).statusCode();
      assertThat(status).as(path.getKey()).isEqualTo(posts ? 400 : 200);
    }
  }

  @Test
  void thePageNeedsNoOtherHost() throws Exception {
    var page = server.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(page.body()).contains("<html").doesNotContain("//");
    for (String file :
        new String[] {"/keyboard.js", "/keyboard.css", "/text.js", "/keys.js", "/icon.svg"}) {
      assertThat(server.get(file).statusCode()).as(file).isEqualTo(200);
    }
  }
}
