package org.unroll.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.unroll.errors.UnrollException;
import org.unroll.files.Json;
import org.unroll.serve.http.Endpoint.Call;
import org.unroll.serve.http.Route.Access;

/**
 * The way of each request: its route, its key, its body, its turn, its endpoint. Whatever goes
 * wrong becomes an error object.
 */
final class ApiHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

  private static final String OTHER = "other";

  private final List<Route> routes;
  private final ApiKeys keys;
  private final Limits limits;
  private final Admission admission;
  private final ServeMetrics metrics;

  ApiHandler(
      List<Route> routes, ApiKeys keys, Limits limits, Admission admission, ServeMetrics metrics) {
    this.routes = List.copyOf(routes);
    this.keys = keys;
    this.limits = limits;
    this.admission = admission;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Deadline deadline = new Deadline(limits.maxTime());
    Reply reply = new Reply(response, callback);
    String path = Request.getPathInContext(request);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    String label =
        routes.stream()
            .filter(route -> route.matches(path))
            .map(Route::path)
            .findFirst()
            .orElse(OTHER);
    long began = System.nanoTime();
    Request.addCompletionListener(
        request,
        failure -> metrics.request(label, response.getStatus(), System.nanoTime() - began));
    try {
      Route route = route(request, reply, path);
      if (route.access() != Access.OPEN) {
        keys.check(request.getHeaders().get(HttpHeader.AUTHORIZATION));
      }
      String rest = path.substring(Math.min(path.length(), route.path().length()));
      if (route.method().equals("POST")) {
        readBody(request, reply, route, deadline);
      } else {
        answer(route, new Call(rest, Json.object(), deadline), reply);
      }
    } catch (ApiException e) {
      reply.error(e);
    }
    return true;
  }

  private Route route(Request request, Reply reply, String path) {
    String method = request.getMethod();
    List<Route> matching = routes.stream().filter(route -> route.matches(path)).toList();
    if (matching.isEmpty()) {
      throw new ApiException(
          404,
          "path",
          "unknown_path",
          "expected a path of the API, found " + path + "; see /openapi.json");
    }
    return matching.stream()
        .filter(route -> route.allows(method))
        .findFirst()
        .orElseThrow(
            () -> {
              String allowed =
                  String.join(", ", matching.stream().flatMap(r -> r.methods().stream()).toList());
              reply.header("Allow", allowed);
              return new ApiException(
                  405,
                  "method",
                  "method_not_allowed",
                  "expected " + allowed + " for " + path + ", found " + method);
            });
  }

  private void readBody(Request request, Reply reply, Route route, Deadline deadline) {
    RequestBody.checkHeaders(request, limits.maxBodyBytes());
    CompletableFuture<byte[]> body =
        Content.Source.asByteArrayAsync(request, limits.maxBodyBytes() + 1);
    if (body.isDone()) {
      answerBody(body, route, deadline, reply);
      return;
    }
    // Nobody waits for a slow body: the thread is free meanwhile.
    body.orTimeout(deadline.left(), TimeUnit.NANOSECONDS)
        .whenCompleteAsync(
            (bytes, failure) -> answerBody(body, route, deadline, reply),
            request.getComponents().getExecutor());
  }

  private void answerBody(
      CompletableFuture<byte[]> body, Route route, Deadline deadline, Reply reply) {
    try {
      JsonNode json;
      try {
        json = RequestBody.parse(body.join(), limits.maxBodyBytes());
      } catch (java.util.concurrent.CompletionException e) {
        throw unread(e.getCause(), deadline);
      }
      answer(route, new Call("", json, deadline), reply);
    } catch (ApiException e) {
      reply.error(e);
    }
  }

  private ApiException unread(@Nullable Throwable cause, Deadline deadline) {
    if (cause instanceof TimeoutException || deadline.left() < 0) {
      return new ApiException(
          408,
          "body",
          "timeout",
          "expected the whole body in " + limits.maxTime().toSeconds() + " s, found a part of it");
    }
    if (cause instanceof IllegalStateException) {
      return RequestBody.tooLarge(limits.maxBodyBytes());
    }
    return new ApiException(
        400, "body", null, "expected a whole body, found a part of it: " + cause);
  }

  /** Answers a request that has been read, in this thread. */
  private void answer(Route route, Call call, Reply reply) {
    boolean queued = route.access() == Access.QUEUED;
    if (queued) {
      admission.enter(call.deadline());
    }
    try {
      route.endpoint().handle(call, reply);
    } catch (ApiException e) {
      throw e;
    } catch (UncheckedIOException e) {
      reply.abort(e);
    } catch (UnrollException e) {
      throw new ApiException(500, null, null, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("{} failed", route.path(), e);
      throw new ApiException(500, null, null, "an error of the server; its log says more");
    } finally {
      if (queued) {
        admission.leave();
      }
    }
  }
}
