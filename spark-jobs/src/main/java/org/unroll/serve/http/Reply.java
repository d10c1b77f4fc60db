package org.unroll.serve.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.unroll.files.Json;

/** The answer to a request: all at once, or as a stream of events. */
public final class Reply {

  private static final byte[] END_OF_EVENTS = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

  private final Response response;
  private final Callback callback;
  private boolean streaming;

  Reply(Response response, Callback callback) {
    this.response = response;
    this.callback = callback;
  }

  /** Answers with JSON. */
  public void json(Object value) {
    bytes("application/json", Json.compact(value).getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with some bytes. */
  public void bytes(String type, byte[] content) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
    response.write(true, ByteBuffer.wrap(content), callback);
  }

  /** Adds a header to the answer. */
  public Reply header(String name, String value) {
    response.getHeaders().put(name, value);
    return this;
  }

  /** Answers with an error; as an event, if events were sent before. */
  void error(ApiException error) {
    if (streaming) {
      try {
        event(error.body());
        endEvents();
      } catch (UncheckedIOException e) {
        callback.failed(e.getCause());
      }
      return;
    }
    response.setStatus(error.status());
    if (error.status() == 429 || error.status() == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
    }
    if (error.status() == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    json(error.body());
  }

  /** Sends an event (server-sent events, as OpenAI has them). */
  public void event(Object value) {
    if (!streaming) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
      response.getHeaders().put("X-Accel-Buffering", "no");
      streaming = true;
    }
    write(false, ("data: " + Json.compact(value) + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Ends the events. */
  public void endEvents() {
    write(true, END_OF_EVENTS);
    callback.succeeded();
  }

  private void write(boolean last, byte[] bytes) {
    try {
      Content.Sink.write(response, last, ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives up: the client has gone. */
  void abort(Throwable cause) {
    callback.failed(cause);
  }
}
