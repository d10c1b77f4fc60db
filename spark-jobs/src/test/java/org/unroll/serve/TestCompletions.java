package org.unroll.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.files.Json;
import org.unroll.inference.Continuation;
import org.unroll.inference.Distribution;
import org.unroll.inference.GenerationConfig;
import org.unroll.inference.SamplingConfig;
import org.unroll.inference.Session;
import org.unroll.inference.TextModel;

/** Completions against the model itself: the same texts, the same log-probabilities. */
class TestCompletions {

  private static final String PATH = "/v1/completions";

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

  private static ObjectNode request(String model, String prompt) {
    return Json.object().put("model", model).put("prompt", prompt);
  }

  private static TextModel model(String name) {
    return name.equals("words") ? server.words : server.subwords;
  }

  private static JsonNode choice(ObjectNode request) throws Exception {
    return server.answer(PATH, request.toString()).path("choices").get(0);
  }

  @Test
  void greedyTextIsTheSamplers() throws Exception {
    for (String prompt : new String[] {"w3 w1", "w2 w4\nw5", "", "w3 unheard w1 "}) {
      JsonNode choice =
          choice(request("words", prompt).put("max_tokens", 30).put("temperature", 0));
      String whole = server.words.generate(prompt, 30, 0, 1).text();
      assertThat(prompt + choice.path("text").asText()).isEqualTo(whole);
      assertThat(choice.path("finish_reason").asText()).isEqualTo("length");
    }
  }

  @Test
  void eachChoiceHasASeedOfItsOwnAndEachPromptTheSame() throws Exception {
    JsonNode answer =
        server.answer(
            PATH,
            "{\"prompt\":[\"w3\",\"w5 w6\",\"w3\"],\"n\":3,\"seed\":11,\"max_tokens\":12,\"top_k\":9,"
                + "\"top_p\":0.9,\"min_p\":0.01,\"temperature\":1.5,\"repetition_penalty\":1.2}");
    JsonNode choices = answer.path("choices");
    assertThat(choices).hasSize(9);
    List<String> prompts = List.of("w3", "w5 w6", "w3");
    for (int i = 0; i < 9; i++) {
      SamplingConfig sampling =
          new SamplingConfig(1.2, 1.5, 9, 0.9, 0.01, Continuation.seed(11, i % 3));
      String prompt = prompts.get(i / 3);
      assertThat(choices.get(i).path("index").asInt()).isEqualTo(i);
      assertThat(prompt + choices.get(i).path("text").asText())
          .isEqualTo(
              server.words.generate(prompt, new GenerationConfig(sampling, 12, List.of())).text());
    }
    assertThat(answer.path("usage").toString())
        .isEqualTo("{\"prompt_tokens\":4,\"completion_tokens\":108,\"total_tokens\":112}");
  }

  @Test
  void tokenIdsAreAsGoodAsText() throws Exception {
    int[] ids = server.words.encode("w3 w1\nw2");
    String list = java.util.Arrays.toString(ids);
    String options = ",\"max_tokens\":9,\"temperature\":0,\"echo\":true}";
    JsonNode text = server.answer(PATH, "{\"prompt\":\"w3 w1\\nw2\"" + options);
    assertThat(server.answer(PATH, "{\"prompt\":" + list + options).path("choices"))
        .isEqualTo(text.path("choices"));
    JsonNode two = server.answer(PATH, "{\"prompt\":[" + list + ",[]]" + options).path("choices");
    assertThat(two.get(0)).isEqualTo(text.path("choices").get(0));
    assertThat(two.get(1).path("text"))
        .isEqualTo(
            server.answer(PATH, "{\"prompt\":\"\"" + options).path("choices").get(0).path("text"));
  }

  /** The prompt's own log-probabilities are the session's, and the first has none. */
  @ParameterizedTest
  @ValueSource(strings = {"words", "subwords"})
  void logProbabilitiesOfPromptAndTextAreTheModels(String name) throws Exception {
    TextModel model = model(name);
    String prompt = name.equals("words") ? " w3  w1 unheard\nw16 w0" : "abab  cé\nab 日本 ab";
    for (int logprobs : new int[] {0, 1, 5, 20}) {
      JsonNode choice =
          choice(
              request(name, prompt)
                  .put("max_tokens", 25)
                  .put("temperature", 1)
                  .put("seed", 5)
                  .put("echo", true)
                  .put("logprobs", logprobs));
      String text = choice.path("text").asText();
      assertThat(text).startsWith(prompt);
      JsonNode found = choice.path("logprobs");
      int[] ids = model.encode(prompt);
      assertThat(found.path("tokens")).hasSize(ids.length + 25);
      assertThat(found.path("token_logprobs").get(0).isNull()).isTrue();
      assertThat(found.path("top_logprobs").get(0).isNull()).isTrue();
      Session session = model.newSession();
      for (int i = 0; i < found.path("tokens").size(); i++) {
        String token = found.path("tokens").get(i).asText();
        if (i > 0) {
          double given = found.path("token_logprobs").get(i).asDouble();
          JsonNode top = found.path("top_logprobs").get(i);
          assertThat(top.path(token).asDouble()).isEqualTo(given);
          assertThat(top.size()).isBetween(1, logprobs + 1);
          Distribution next = session.next();
          int best = next.mostProbable(0, 1)[0];
          if (i < ids.length) {
            assertThat(given).isCloseTo(next.logProbability(ids[i]), within(1e-6));
          }
          if (logprobs > 0) {
            double highest = 1;
            for (JsonNode value : top) {
              highest = highest == 1 ? value.asDouble() : Math.max(highest, value.asDouble());
            }
            assertThat(highest).isCloseTo(next.logProbability(best), within(1e-6));
          }
        }
        session.read(i < ids.length ? ids[i] : id(model, token));
      }
    }
  }

  /** The id of a token that was drawn, by its name in the answer. */
  private static int id(TextModel model, String name) {
    if (name.equals("\n")) {
      return 2;
    }
    for (int id = 2; id < model.vocabulary().size(); id++) {
      byte[] bytes = model.tokenizer().bytes(model.vocabulary().token(id));
      String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
      String hex = "bytes:" + java.util.HexFormat.of().withPrefix("\\x").formatHex(bytes);
      if (name.equals(text) || name.equals(hex)) {
        return id;
      }
    }
    throw new AssertionError("expected a token of the vocabulary, found " + name);
  }

  @Test
  void offsetsPointToTheTokens() throws Exception {
    String prompt = " w3   w1 \uD83D\uDE00\n w16";
    JsonNode found =
        choice(
            request("words", prompt)
                .put("max_tokens", 20)
                .put("seed", 5)
                .put("echo", true)
                .put("logprobs", 0));
    String text = found.path("text").asText();
    JsonNode tokens = found.path("logprobs").path("tokens");
    JsonNode offsets = found.path("logprobs").path("text_offset");
    for (int i = 0; i < tokens.size(); i++) {
      String rest = text.substring(text.offsetByCodePoints(0, offsets.get(i).asInt()));
      String token = tokens.get(i).asText();
      assertThat(rest).startsWith(token.equals("<unk>") ? "\uD83D\uDE00" : token);
    }
    assertThat(offsets.get(2).asInt()).isEqualTo(9);
    assertThat(offsets.get(3).asInt()).isEqualTo(10);
    JsonNode alone =
        choice(request("words", prompt).put("max_tokens", 20).put("seed", 5).put("logprobs", 0));
    assertThat(prompt + alone.path("text").asText()).isEqualTo(text);
    assertThat(alone.path("logprobs").path("text_offset").get(0).asInt()).isEqualTo(1);
  }

  @Test
  void nothingNeedBeDrawn() throws Exception {
    ObjectNode request =
        request("words", "w3 w1").put("max_tokens", 0).put("echo", true).put("logprobs", 1);
    JsonNode answer = server.answer(PATH, request.toString());
    JsonNode choice = answer.path("choices").get(0);
    assertThat(choice.path("text").asText()).isEqualTo("w3 w1");
    assertThat(choice.path("logprobs").path("tokens")).hasSize(2);
    assertThat(choice.path("finish_reason").asText()).isEqualTo("length");
    assertThat(answer.path("usage").path("completion_tokens").asInt()).isZero();
    assertThat(choice(request("words", "").put("max_tokens", 0)).path("text").asText()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"words", "subwords"})
  void eventsAddUpToTheAnswer(String name) throws Exception {
    ObjectNode request =
        request(name, "w3 ab")
            .put("max_tokens", 40)
            .put("seed", 3)
            .put("n", 3)
            .put("echo", true)
            .put("logprobs", 2);
    request.putArray("stop").add("w7 w").add("zz");
    JsonNode whole = server.answer(PATH, request.toString());
    request.put("stream", true).putObject("stream_options").put("include_usage", true);
    List<JsonNode> events = server.events(PATH, request.toString());
    JsonNode last = events.remove(events.size() - 1);
    assertThat(last.path("usage")).isEqualTo(whole.path("usage"));
    assertThat(last.path("choices")).isEmpty();
    for (JsonNode choice : whole.path("choices")) {
      StringBuilder text = new StringBuilder();
      List<String> tokens = new ArrayList<>();
      List<Integer> offsets = new ArrayList<>();
      List<String> reasons = new ArrayList<>();
      for (JsonNode event : events) {
        JsonNode part = event.path("choices").get(0);
        if (part.path("index").equals(choice.path("index"))) {
          text.append(part.path("text").asText());
          part.path("logprobs").path("tokens").forEach(token -> tokens.add(token.asText()));
          part.path("logprobs").path("text_offset").forEach(at -> offsets.add(at.asInt()));
          reasons.add(part.path("finish_reason").asText());
        }
      }
      assertThat(text.toString()).isEqualTo(choice.path("text").asText());
      assertThat(tokens).hasSameSizeAs(choice.path("logprobs").path("tokens"));
      assertThat(offsets.toString().replace(" ", ""))
          .isEqualTo(choice.path("logprobs").path("text_offset").toString());
      assertThat(reasons.get(reasons.size() - 1)).isEqualTo(choice.path("finish_reason").asText());
      assertThat(reasons.subList(0, reasons.size() - 1)).containsOnly("null");
    }
  }

  @Test
  void aTextEndsBeforeItsStopString() throws Exception {
    String whole =
        choice(request("words", "w3").put("max_tokens", 40).put("seed", 2)).path("text").asText();
    String stop = whole.substring(20, 26);
    ObjectNode request =
        request("words", "w3").put("max_tokens", 40).put("seed", 2).put("logprobs", 0);
    JsonNode choice = choice(request.put("stop", stop));
    String expected = whole.substring(0, whole.indexOf(stop));
    assertThat(choice.path("text").asText()).isEqualTo(expected);
    assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    for (JsonNode offset : choice.path("logprobs").path("text_offset")) {
      assertThat(offset.asInt()).isLessThan(expected.length());
    }
    assertThat(
            choice(request("words", "w3").put("stop", "\n").put("seed", 2)).path("text").asText())
        .doesNotContain("\n");
  }

  @Test
  void fieldsOfOpenAisApiWithoutEffectAreAccepted() throws Exception {
    JsonNode answer =
        server.answer(
            PATH,
            "{\"model\":\"words\",\"prompt\":\"w3\",\"seed\":1,\"best_of\":1,\"frequency_penalty\":0,"
                + "\"presence_penalty\":0.0,\"logit_bias\":{},\"suffix\":null,\"user\":\"me\","
                + "\"stop\":null,\"stream\":null,\"logprobs\":null,\"max_tokens\":null}");
    assertThat(answer.path("usage").path("completion_tokens").asInt()).isEqualTo(16);
    assertThat(answer.path("object").asText()).isEqualTo("text_completion");
    assertThat(answer.path("id").asText()).startsWith("cmpl-");
    assertThat(answer.path("choices").get(0).path("logprobs").isNull()).isTrue();
  }

  /** Requests at once are stepped together, which changes none of them. */
  @Test
  void concurrentRequestsGetTheirOwnAnswers() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(24);
    List<Future<JsonNode>> found = new ArrayList<>();
    for (int i = 0; i < 96; i++) {
      String model = i % 3 == 0 ? "subwords" : "words";
      ObjectNode request = request(model, "w" + i % 17).put("max_tokens", 30).put("seed", i);
      found.add(threads.submit(() -> choice(request)));
    }
    for (int i = 0; i < 96; i++) {
      String prompt = "w" + i % 17;
      String whole = model(i % 3 == 0 ? "subwords" : "words").generate(prompt, 30, 1, i).text();
      assertThat(prompt + found.get(i).get().path("text").asText()).isEqualTo(whole);
    }
    threads.shutdown();
  }
}
