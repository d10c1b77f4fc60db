package org.unroll.scripts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves dumps as dumps.wikimedia.org does, and misbehaves as it is told to. */
final class DumpServer implements AutoCloseable {

  /** What is wrong with an answer. */
  enum Misbehaviour {
    TOO_MANY_REQUESTS,
    UNAVAILABLE,
    CUT_IN_THE_MIDDLE,
    OTHER_BYTES
  }

  private final HttpServer server;
  private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
  private final Map<String, ConcurrentLinkedQueue<Misbehaviour>> plans = new ConcurrentHashMap<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  final List<String> agents = Collections.synchronizedList(new ArrayList<>());
  final AtomicInteger maxAtOnce = new AtomicInteger();
  volatile boolean resumes = true;

  DumpServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void page(String path, String text) {
    page(path, text.getBytes(StandardCharsets.UTF_8));
  }

  void page(String path, byte[] bytes) {
    pages.put(path, bytes);
  }

  /** The next answers for {@code path} go wrong in these ways; those after them are right. */
  void misbehave(String path, Misbehaviour... plan) {
    plans.put(path, new ConcurrentLinkedQueue<>(List.of(plan)));
  }

  /** A dump in the older layout, of one file for each array. */
  void addDump(String wiki, String date, String status, byte[]... files) {
    StringBuilder list = new StringBuilder();
    for (int file = 0; file < files.length; file++) {
      String path =
          "/%s/%s/%s-%s-pages-articles-multistream%d.xml-p%dp%d.bz2"
              .formatted(wiki, date, wiki, date, file + 1, file, file + 1);
      page(path, files[file]);
      list.append(file == 0 ? "" : ", ")
          .append(
              "\"%s\": {\"size\": %d, \"url\": \"%s\", \"md5\": \"0\", \"sha1\": \"%s\"}"
                  .formatted(
                      path.substring(path.lastIndexOf('/') + 1),
                      files[file].length,
                      path,
                      sum("SHA-1", files[file])));
      list.append(
          ", \"i%d\": {\"size\": 1, \"url\": \"%s\", \"sha1\": \"0\"}"
              .formatted(file, path.replace(".xml", "-index.txt").replace("txt-p", "txt")));
    }
    page(
        "/%s/%s/dumpstatus.json".formatted(wiki, date),
        ("{\"jobs\": {\"metacurrentdump\": {\"status\": \"done\"},\n\"articlesmultistreamdump\":"
                + " {\"status\": \"%s\", \"updated\": \"x\", \"files\": {%s}}, \"x\":"
                + " {\"status\": \"waiting\"}}}")
            .formatted(status, list));
  }

  static String sum(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    maxAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try {
      String path = exchange.getRequestURI().getPath();
      String range = exchange.getRequestHeaders().getFirst("Range");
      requests.add(path + (range == null ? "" : " " + range));
      agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
      answer(exchange, path, range);
    } finally {
      atOnce.decrementAndGet();
      exchange.close();
    }
  }

  private void answer(HttpExchange exchange, String path, String range) throws IOException {
    byte[] bytes = pages.get(path);
    if (bytes == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    Misbehaviour next = plans.containsKey(path) ? plans.get(path).poll() : null;
    if (next == Misbehaviour.TOO_MANY_REQUESTS) {
      exchange.getResponseHeaders().set("Retry-After", "1");
      exchange.sendResponseHeaders(429, -1);
      return;
    }
    if (next == Misbehaviour.UNAVAILABLE) {
      exchange.sendResponseHeaders(503, -1);
      return;
    }
    byte[] body = next == Misbehaviour.OTHER_BYTES ? new byte[bytes.length] : bytes;
    int from = resumes && range != null ? Integer.parseInt(range.replaceAll("[^0-9]", "")) : 0;
    if (from >= body.length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, body.length - from);
    int to = next == Misbehaviour.CUT_IN_THE_MIDDLE ? (from + body.length) / 2 : body.length;
    exchange.getResponseBody().write(Arrays.copyOfRange(body, from, to));
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
