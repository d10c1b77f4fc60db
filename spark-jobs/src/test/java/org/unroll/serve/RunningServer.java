package org.unroll.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.config.UnrollConfig;
import org.unroll.files.Json;
import org.unroll.inference.TextModel;
import org.unroll.serve.ModelServer.Address;
import org.unroll.serve.http.ApiKeys;
import org.unroll.testing.StoredModel;

/** A server on loopback with the models "words" and "subwords", and a client of it. */
final class RunningServer implements AutoCloseable {

  final TextModel words;
  final TextModel subwords;
  final List<String> log = new ArrayList<>();
  private final ModelServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  RunningServer(Path folder, List<String> keys, String... overrides) {
    words = TextModel.open(StoredModel.words(folder.resolve("words")).folder());
    subwords = TextModel.open(StoredModel.subwords(folder.resolve("subwords")).folder());
    Map<String, TextModel> models = new LinkedHashMap<>();
    models.put("words", words);
    models.put("subwords", subwords);
    server =
        new ModelServer(
            new Address("127.0.0.1", 0),
            models,
            new ApiKeys(keys),
            ServeConfig.of(UnrollConfig.defaults().with(List.of(overrides))),
            line -> {
              synchronized (log) {
                log.add(line);
              }
            });
    server.start();
  }

  int port() {
    return server.port();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Posts a request that must be answered. */
  JsonNode answer(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> response = post(path, body);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return Json.tree(response.body(), path, "JSON");
  }

  /** The events of an answer, parsed; the last, [DONE], is left out. */
  List<JsonNode> events(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> response = post(path, body);
    if (!response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")
        || !response.body().endsWith("data: [DONE]\n\n")) {
      throw new AssertionError(response.headers() + response.body());
    }
    List<JsonNode> events = new ArrayList<>();
    for (String event : response.body().split("\n\n")) {
      if (!event.equals("data: [DONE]")) {
        events.add(Json.tree(event.substring("data: ".length()), path, "JSON"));
      }
    }
    return events;
  }

  void stop() {
    server.close();
  }

  @Override
  public void close() {
    server.close();
    words.close();
    subwords.close();
  }
}
