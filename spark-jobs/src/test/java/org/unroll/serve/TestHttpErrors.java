package org.unroll.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.files.Json;

/** What is wrong is answered with an error object that names it. */
class TestHttpErrors {

  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        new RunningServer(
            folder,
            List.of(),
            "serve.maxBodyBytes=20000",
            "serve.maxPromptTokens=50",
            "serve.maxNewTokens=100",
            "serve.maxSeconds=2");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void check(int status, String body, int expected, String parameter) {
    assertThat(status).as(body).isEqualTo(expected);
    JsonNode error = Json.tree(body, "the answer", "JSON").path("error");
    assertThat(error.path("param").asText()).as(body).isEqualTo(parameter);
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(error.path("type").asText()).isNotBlank();
    assertThat(error.has("code")).isTrue();
  }

  private static void check(HttpResponse<String> response, int expected, String parameter) {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    check(response.statusCode(), response.body(), expected, parameter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/completions | {} | prompt",
        "/v1/completions | {`prompt`:5} | prompt",
        "/v1/completions | {`prompt`:[]} | prompt",
        "/v1/completions | {`prompt`:[1,999]} | prompt[1]",
        "/v1/completions | {`prompt`:[1,-1]} | prompt[1]",
        "/v1/completions | {`prompt`:[1,`a`]} | prompt[1]",
        "/v1/completions | {`prompt`:[`a`,1]} | prompt[1]",
        "/v1/completions | {`prompt`:[[1],[1.5]]} | prompt[1][0]",
        "/v1/completions | {`prompt`:[[1],2]} | prompt[1]",
        "/v1/completions | {`prompt`:[null]} | prompt[0]",
        "/v1/completions | {`prompt`:`\\ud800`} | prompt",
        "/v1/completions | {`prompt`:`w1`,`max_tokens`:-1} | max_tokens",
        "/v1/completions | {`prompt`:`w1`,`max_tokens`:1.5} | max_tokens",
        "/v1/completions | {`prompt`:`w1`,`max_tokens`:`5`} | max_tokens",
        "/v1/completions | {`prompt`:`w1`,`max_tokens`:101} | max_tokens",
        "/v1/completions | {`prompt`:`w1`,`max_tokens`:1e99} | max_tokens",
        "/v1/completions | {`prompt`:`w1`,`max_tokens`:99999999999999999999} | max_tokens",
        "/v1/completions | {`prompt`:`w1`,`max_tokens`:60,`n`:2} | max_tokens",
        "/v1/completions | {`prompt`:`w1`,`temperature`:-0.1} | temperature",
        "/v1/completions | {`prompt`:`w1`,`temperature`:1e999} | temperature",
        "/v1/completions | {`prompt`:`w1`,`temperature`:`hot`} | temperature",
        "/v1/completions | {`prompt`:`w1`,`top_p`:0} | top_p",
        "/v1/completions | {`prompt`:`w1`,`top_p`:1.1} | top_p",
        "/v1/completions | {`prompt`:`w1`,`top_k`:-1} | top_k",
        "/v1/completions | {`prompt`:`w1`,`min_p`:2} | min_p",
        "/v1/completions | {`prompt`:`w1`,`repetition_penalty`:0} | repetition_penalty",
        "/v1/completions | {`prompt`:`w1`,`n`:0} | n",
        "/v1/completions | {`prompt`:`w1`,`stop`:5} | stop",
        "/v1/completions | {`prompt`:`w1`,`stop`:``} | stop",
        "/v1/completions | {`prompt`:`w1`,`stop`:[`a`,{}]} | stop[1]",
        "/v1/completions | {`prompt`:`w1`,`seed`:0.5} | seed",
        "/v1/completions | {`prompt`:`w1`,`stream`:1} | stream",
        "/v1/completions | {`prompt`:`w1`,`stream_options`:{`usage`:true}} | stream_options.usage",
        "/v1/completions | {`prompt`:`w1`,`logprobs`:21} | logprobs",
        "/v1/completions | {`prompt`:`w1`,`logprobs`:true} | logprobs",
        "/v1/completions | {`prompt`:`w1`,`echo`:`yes`} | echo",
        "/v1/completions | {`prompt`:`w1`,`best_of`:3} | best_of",
        "/v1/completions | {`prompt`:`w1`,`logit_bias`:{`5`:1}} | logit_bias",
        "/v1/completions | {`prompt`:`w1`,`frequency_penalty`:1} | frequency_penalty",
        "/v1/completions | {`prompt`:`w1`,`suffix`:`x`} | suffix",
        "/v1/completions | {`promt`:`w1`} | promt",
        "/v1/completions | {`prompt`:`w1`,`messages`:[]} | messages",
        "/v1/suggest | {`contxt`:`w1`} | contxt",
        "/v1/suggest | {`k`:0} | k",
        "/v1/suggest | {`prefix`:[]} | prefix",
        "/v1/score | {} | text",
        "/v1/score | {`text`:[]} | text",
        "/v1/score | {`text`:``} | text",
        "/v1/score | {`text`:[`w1`,` `]} | text[1]",
        "/v1/rescore | {} | hypotheses",
        "/v1/rescore | {`hypotheses`:[]} | hypotheses",
        "/v1/rescore | {`hypotheses`:[`w1`]} | hypotheses[0]",
        "/v1/rescore | {`hypotheses`:[{`score`:1}]} | hypotheses[0].text",
        "/v1/rescore | {`hypotheses`:[{`text`:`a\\nb`}]} | hypotheses[0].text",
        "/v1/rescore | {`hypotheses`:[{`text`:`a`,`scor`:1}]} | hypotheses[0].scor",
        "/v1/rescore | {`hypotheses`:[{`text`:`a`}],`weight`:`x`} | weight",
        "/tokenize | {} | prompt",
        "/detokenize | {`tokens`:`x`} | tokens",
        "/detokenize | {`tokens`:[20]} | tokens[0]",
        "/v1/completions | [] | body",
        "/v1/completions | 5 | body",
        "/v1/completions | null | body",
        "/v1/completions | {`prompt` | body",
        "/v1/completions | {`prompt`:`w1`} x | body",
        "/v1/completions | {`prompt`:`w1`,`prompt`:`w2`} | body",
        "/v1/completions | {'prompt':1} | body",
        "/v1/completions | {`prompt`:NaN} | body",
      })
  void aFieldThatIsWrongIsNamed(String path, String body, String parameter) throws Exception {
    check(server.post(path, body.replace('`', '"')), 400, parameter);
  }

  @Test
  void bodiesThatAreNotJsonInUtf8AreRefused() throws Exception {
    check(server.post("/v1/score", ""), 400, "body");
    check(server.post("/v1/score", "[".repeat(10_000)), 400, "body");
    byte[][] bodies = {
      "{\"text\":\"w1\"}".getBytes(StandardCharsets.UTF_16LE),
      "{\"text\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1),
      {(byte) 0xff, (byte) 0xfe, 0},
    };
    for (byte[] body : bodies) {
      check(
          server.send(server.request("/v1/score").POST(BodyPublishers.ofByteArray(body))),
          400,
          "body");
    }
  }

  @Test
  void modelsPathsAndMethodsThatAreNotThereAreNamed() throws Exception {
    check(server.post("/v1/score", "{\"model\":\"gpt\",\"text\":\"w\"}"), 404, "model");
    check(server.get("/v1/models/a%20b"), 404, "model");
    check(server.get("/nothing"), 404, "path");
    check(server.post("/v1/predict", "{}"), 404, "path");
    check(server.get("/keyboard.js/../x"), 404, "path");
    HttpResponse<String> wrong = server.get("/v1/completions");
    check(wrong, 405, "method");
    assertThat(wrong.headers().firstValue("Allow")).contains("POST");
    check(server.post("/health", "{}"), 405, "method");
    check(server.send(server.request("/tokenize").DELETE()), 405, "method");
  }

  @Test
  void headersThatAreWrongAreNamed() throws Exception {
    for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", "x"}) {
      check(
          server.send(
              server
                  .request("/v1/score")
                  .header("Content-Type", type)
                  .POST(BodyPublishers.ofString("{}"))),
          415,
          "Content-Type");
    }
    check(
        server.send(
            server
                .request("/v1/score")
                .header("Content-Type", "application/json; charset=latin1")
                .POST(BodyPublishers.ofString("{}"))),
        415,
        "Content-Type");
    check(
        server.send(
            server
                .request("/v1/score")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("{}"))),
        415,
        "Content-Encoding");
    assertThat(
            server
                .send(
                    server
                        .request("/v1/score")
                        .header("Content-Type", "application/json;charset=\"UTF-8\"")
                        .POST(BodyPublishers.ofString("{\"text\":\"w1\"}")))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void whatIsTooLargeIsRefused() throws Exception {
    String large = "{\"text\":\"" + "w1 ".repeat(10_000) + "\"}";
    check(server.post("/v1/score", large), 413, "body");
    check(
        server.send(
            server
                .request("/v1/score")
                .POST(
                    BodyPublishers.ofInputStream(
                        () ->
                            new java.io.ByteArrayInputStream(
                                large.getBytes(StandardCharsets.UTF_8))))),
        413,
        "body");
    String tokens = "w1 ".repeat(51);
    check(server.post("/v1/score", "{\"text\":\"" + tokens + "\"}"), 413, "text");
    check(server.post("/v1/completions", "{\"prompt\":\"" + tokens + "\"}"), 413, "prompt");
    check(server.post("/v1/suggest", "{\"context\":\"" + tokens + "\"}"), 413, "context");
    check(server.post("/v1/suggest", "{\"prefix\":\"" + "x".repeat(101) + "\"}"), 413, "prefix");
  }

  /** Sends bytes as they are; returns what comes back until the connection ends. */
  private static String raw(String request, boolean endsOutput) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      if (endsOutput) {
        socket.shutdownOutput();
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /a/..%2f..%2fetc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n{}",
        "POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "POST /v1/score HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nNo colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nConnection: close\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
      })
  void whatIsNotHttpIsRefusedInJson(String request) throws Exception {
    String answer = raw(request, false);
    assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|505) .*");
    assertThat(answer).contains("application/json");
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    if (body.matches("(?s)[0-9A-Fa-f]+\r\n.*")) {
      body = body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1);
    }
    JsonNode error = Json.tree(body, "the answer", "JSON").path("error");
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(error.path("param").asText()).isNotBlank();
  }

  @Test
  void headsThatAreTooLargeAreRefused() throws Exception {
    String answer =
        raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n", false);
    assertThat(answer).startsWith("HTTP/1.1 431").contains("\"param\":\"headers\"");
    answer = raw("GET /" + "y".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", false);
    assertThat(answer).startsWith("HTTP/1.1 414").contains("\"param\":\"path\"");
  }

  @Test
  void bodiesThatStopOrNeverComeAreGivenUp() throws Exception {
    String head = "POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n";
    assertThat(raw(head + "{\"text\":", true))
        .matches("(?s)(HTTP/1.1 400 .*\"param\":\"body\".*)?");
    long began = System.nanoTime();
    assertThat(raw(head + "{\"text\":", false))
        .startsWith("HTTP/1.1 408")
        .contains("\"param\":\"body\"");
    assertThat(System.nanoTime() - began).isBetween(1_900_000_000L, 8_000_000_000L);
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
  }
}
