package org.unroll.serve.http;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.ConfigurationException;
import org.unroll.errors.ErrorMessage;

/** A server of HTTP/1.1 on one address. */
public final class HttpServer implements AutoCloseable {

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final int MAX_HEADER_BYTES = 16_384;

  /** Bytes per second below which a body is given up. */
  private static final int MIN_REQUEST_RATE = 50;

  /** Threads besides those of requests: they accept connections and refuse what is too much. */
  private static final int OTHER_THREADS = 24;

  private static final String LOG_FORMAT = "%{client}a %t \"%r\" %s %O %{ms}T";

  private final Server server;
  private final ServerConnector connector;
  private final String host;
  private final int port;

  /**
   * A server that is not started.
   *
   * @param port 0 for any that is free
   * @param stopTime how long running requests may take to end
   * @param accessLog receives a line for each request; null for none
   */
  public HttpServer(
      String host, int port, HttpApi api, Duration stopTime, @Nullable Consumer<String> accessLog) {
    this.host = host;
    this.port = port;
    Limits limits = api.limits();
    QueuedThreadPool threads =
        new QueuedThreadPool(limits.maxConcurrent() + limits.maxQueued() + OTHER_THREADS);
    threads.setName("http");
    server = new Server(threads);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.setHandler(new GracefulHandler(api.handler()));
    server.setErrorHandler(new JsonErrors());
    server.setStopTimeout(stopTime.toMillis());
    if (accessLog != null) {
      server.setRequestLog(new CustomRequestLog(accessLog::accept, LOG_FORMAT));
    }
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    configuration.setMinRequestDataRate(MIN_REQUEST_RATE);
    return configuration;
  }

  /** The routes of a server, and what they share. */
  public record HttpApi(
      List<Route> routes, ApiKeys keys, Limits limits, Admission admission, ServeMetrics metrics) {

    private ApiHandler handler() {
      return new ApiHandler(routes, keys, limits, admission, metrics);
    }
  }

  /**
   * Starts the server.
   *
   * @throws ConfigurationException if the address cannot be bound
   */
  public void start() {
    try {
      connector.open();
    } catch (java.io.IOException e) {
      throw new ConfigurationException(
          "cannot listen on port " + port + " of " + host + ": " + reason(e) + "; choose another",
          e);
    }
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot start the server", e);
    }
  }

  private static String reason(java.io.IOException error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    return cause instanceof java.nio.channels.UnresolvedAddressException
        ? "the host is unknown"
        : ErrorMessage.firstLine(cause);
  }

  /** The port in use. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Lets running requests end, then stops. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("cannot stop the server", e);
    }
  }
}
