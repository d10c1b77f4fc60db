package org.unroll.serve;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.unroll.files.Json;
import org.unroll.inference.Batcher;
import org.unroll.inference.TextModel;
import org.unroll.serve.api.CompletionsEndpoint;
import org.unroll.serve.api.RescoreEndpoint;
import org.unroll.serve.api.ScoreEndpoint;
import org.unroll.serve.api.ServedModel;
import org.unroll.serve.api.ServedModels;
import org.unroll.serve.api.SuggestEndpoint;
import org.unroll.serve.api.TokensEndpoints;
import org.unroll.serve.http.Admission;
import org.unroll.serve.http.ApiKeys;
import org.unroll.serve.http.HttpServer;
import org.unroll.serve.http.HttpServer.HttpApi;
import org.unroll.serve.http.Limits;
import org.unroll.serve.http.Route;
import org.unroll.serve.http.Route.Access;
import org.unroll.serve.http.ServeMetrics;
import org.unroll.suggest.Suggester;

/** Models behind HTTP. It closes neither the models nor itself. */
public final class ModelServer implements AutoCloseable {

  /**
   * Where a server listens.
   *
   * @param port 0 for any that is free
   */
  public record Address(String host, int port) {}

  private final HttpServer server;

  /**
   * A server that listens when it is started.
   *
   * @param models by name; the first is meant where a request names none
   * @param keys of which a client must have one, if there are any
   * @param log receives a line for each request, if the configuration asks for that
   */
  public ModelServer(
      Address address,
      Map<String, TextModel> models,
      ApiKeys keys,
      ServeConfig config,
      Consumer<String> log) {
    Limits limits = config.limits();
    ServeMetrics metrics = new ServeMetrics();
    Admission admission = new Admission(limits);
    metrics.gauge("unroll_requests_running", "Requests worked on now.", admission::running);
    metrics.gauge(
        "unroll_requests_queued", "Requests that wait for their turn.", admission::queued);
    ServedModels served = new ServedModels(served(models, config, metrics));
    List<Route> routes = new ArrayList<>(routes(served, limits, metrics));
    routes.addAll(Resources.routes());
    @Nullable Consumer<String> accessLog = config.accessLog() ? log : null;
    server =
        new HttpServer(
            address.host(),
            address.port(),
            new HttpApi(routes, keys, limits, admission, metrics),
            config.stopTime(),
            accessLog);
  }

  private static List<ServedModel> served(
      Map<String, TextModel> models, ServeConfig config, ServeMetrics metrics) {
    int cores = Runtime.getRuntime().availableProcessors();
    long now = System.currentTimeMillis() / 1000;
    List<ServedModel> served = new ArrayList<>();
    models.forEach(
        (name, model) -> {
          Batcher batcher = new Batcher(model, cores);
          Suggester suggester =
              new Suggester(batcher, config.sureProbability(), config.cacheBytes());
          metrics.counter("unroll_batches_total", "Batches of steps.", name, batcher::batches);
          metrics.counter("unroll_steps_total", "Steps in those batches.", name, batcher::steps);
          served.add(new ServedModel(name, model, batcher, suggester, now));
        });
    return served;
  }

  private static List<Route> routes(ServedModels models, Limits limits, ServeMetrics metrics) {
    TokensEndpoints tokens = new TokensEndpoints(models);
    return List.of(
        new Route(
            "POST",
            "/v1/completions",
            Access.QUEUED,
            new CompletionsEndpoint(models, limits, metrics)),
        new Route("POST", "/v1/suggest", Access.QUEUED, new SuggestEndpoint(models, limits)),
        new Route("POST", "/v1/score", Access.QUEUED, new ScoreEndpoint(models, limits, metrics)),
        new Route(
            "POST", "/v1/rescore", Access.QUEUED, new RescoreEndpoint(models, limits, metrics)),
        new Route("POST", "/tokenize", Access.QUEUED, tokens::tokenize),
        new Route("POST", "/detokenize", Access.QUEUED, tokens::detokenize),
        new Route("GET", "/v1/models", Access.KEY, (call, reply) -> reply.json(models.list())),
        new Route(
            "GET", "/v1/models/", Access.KEY, (call, reply) -> reply.json(models.one(call.rest()))),
        new Route(
            "GET",
            "/metrics",
            Access.KEY,
            (call, reply) ->
                reply.bytes(
                    "text/plain; version=0.0.4; charset=utf-8",
                    metrics.text().getBytes(StandardCharsets.UTF_8))),
        new Route(
            "GET",
            "/health",
            Access.OPEN,
            (call, reply) -> reply.json(Json.object().put("status", "ok"))));
  }

  /**
   * Starts to listen.
   *
   * @throws org.unroll.errors.ConfigurationException if the address cannot be used
   */
  public void start() {
    server.start();
  }

  /** The port in use. */
  public int port() {
    return server.port();
  }

  /** Lets running requests end, then stops. */
  @Override
  public void close() {
    server.close();
  }
}
