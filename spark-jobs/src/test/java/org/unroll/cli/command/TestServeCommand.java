package org.unroll.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.cli.CommandRun;
import org.unroll.testing.ForkedUnroll;
import org.unroll.testing.StoredModel;

/** The command {@code serve}: its life in a process of its own, and wrong usage. */
class TestServeCommand {

  private static final Pattern ADDRESS = Pattern.compile("serving (.*) on http://(.*):(\\d+)/\n");

  @TempDir Path folder;
  private String model = "";

  @BeforeEach
  void write() {
    model = StoredModel.words(folder.resolve("tiny")).folder().toString();
  }

  private static Matcher awaitStart(ForkedUnroll server) throws Exception {
    long began = System.nanoTime();
    while (System.nanoTime() - began < 60_000_000_000L) {
      Matcher address = ADDRESS.matcher(server.output());
      if (address.find()) {
        return address;
      }
      Thread.sleep(20);
    }
    throw new AssertionError(server.output());
  }

  @Test
  void aSignalLetsRunningRequestsEndWithCode0() throws Exception {
    Path keys = Files.writeString(folder.resolve("keys"), "# mine\n\n one \n");
    try (ForkedUnroll server =
        ForkedUnroll.start(
            folder.resolve("out"),
            "serve",
            "--model",
            model,
            "--model",
            "other=" + model,
            "--port",
            "0",
            "--host",
            "0.0.0.0",
            "--api-key-file",
            keys.toString(),
            "--json")) {
      Matcher address = awaitStart(server);
      assertThat(address.group(1)).isEqualTo("tiny, other");
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + address.group(3) + "/v1/completions"))
              .header("Authorization", "Bearer one")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"model\":\"other\",\"prompt\":\"w1\",\"stop\":\"x\",\"max_tokens\":4000}"))
              .build();
      var answer = HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
      HttpResponse<String> health;
      do {
        health =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + address.group(3) + "/metrics"))
                        .header("Authorization", "Bearer one")
                        .build(),
                    BodyHandlers.ofString());
      } while (!health.body().contains("unroll_requests_running 1\n") && !answer.isDone());
      server.terminate();
      assertThat(answer.get().statusCode()).isEqualTo(200);
      assertThat(answer.get().body()).contains("\"completion_tokens\":4000");
      assertThat(server.await()).isZero();
      assertThat(server.output())
          .contains("stopping (SIGTERM)")
          .contains("\"models\":[\"tiny\",\"other\"],\"stoppedBy\":\"SIGTERM\"}")
          .doesNotContain("warning:");
    }
  }

  @Test
  void anOpenServerIsWarnedOf() throws Exception {
    try (ForkedUnroll server =
        ForkedUnroll.start(
            folder.resolve("out"), "serve", "--model", model, "--port", "0", "--host", "0.0.0.0")) {
      awaitStart(server);
      server.terminate();
      assertThat(server.await()).isZero();
      assertThat(server.output().lines().filter(line -> line.startsWith("warning:"))).hasSize(1);
    }
  }

  private static void refused(int code, String message, String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).startsWith("unroll: ").contains(message);
    assertThat(run.err().strip().lines()).hasSize(1);
  }

  @Test
  void wrongUsageIsRefusedInOneLine() throws Exception {
    refused(2, "--model", "serve");
    refused(65, "none", "serve", "--model", folder.resolve("none").toString());
    refused(2, "each name once, found 'tiny' twice", "serve", "--model", model, "--model", model);
    refused(2, "from 0 to 65535, found 70000", "serve", "--model", model, "--port", "70000");
    refused(
        2, "expects a file, found none", "serve", "--model", model, "--api-key-file", "/none/keys");
    Path empty = Files.writeString(folder.resolve("empty"), "# none\n");
    refused(2, "found none in", "serve", "--model", model, "--api-key-file", empty.toString());
    refused(
        2,
        "serve.maxQueued must be a whole number of at least 0, found -1",
        "serve",
        "--model",
        model,
        "--set",
        "serve.maxQueued=-1");
    refused(2, "no effect on serve", "serve", "--model", model, "--set", "train.seed=2");
    refused(2, "cannot listen on", "serve", "--model", model, "--host", "no.such.host.invalid");
    try (ServerSocket taken = new ServerSocket(0)) {
      refused(
          2,
          "cannot listen on",
          "serve",
          "--model",
          model,
          "--port",
          Integer.toString(taken.getLocalPort()),
          "--host",
          "0.0.0.0");
    }
  }
}
