package org.unroll.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.unroll.cli.command.ServeCommand.ServeReport;
import org.unroll.cli.terminal.TerminationSignal;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.files.Paths;
import org.unroll.inference.TextModel;
import org.unroll.progress.Progress;
import org.unroll.serve.ModelServer;
import org.unroll.serve.ModelServer.Address;
import org.unroll.serve.ServeConfig;
import org.unroll.serve.http.ApiKeys;
import org.unroll.train.StopRequest;
import picocli.CommandLine.Option;

/** Serves models over HTTP until a signal ends it. */
@picocli.CommandLine.Command(
    name = "serve",
    description =
        "Serves models over HTTP: OpenAI's completions, suggestions for a keyboard, scores; without"
            + " Spark.")
public final class ServeCommand extends UnrollCommand<ServeReport> {

  private static final String KEY_VARIABLE = "UNROLL_API_KEY";

  /** A name before a path; a path that has a slash before its first "=" has none. */
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._:-]*)=(.+)");

  /**
   * A server that has stopped.
   *
   * @param host on which it listened
   * @param port on which it listened
   * @param models by which name each was served
   * @param stoppedBy the signal
   */
  public record ServeReport(String host, int port, List<String> models, String stoppedBy) {}

  @Option(
      names = "--model",
      required = true,
      paramLabel = "[NAME=]DIR",
      description =
          "A checkpoint, or the output folder of a training run (its best checkpoint); may be"
              + " repeated. Without a name, the folder's name; the first is the default.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "N",
      description = "Port to listen on; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      paramLabel = "NAME",
      description =
          "Address to listen on; 0.0.0.0 for all of this machine (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description =
          "File of keys, one a line, of which a client must send one; without it, the key in the"
              + " environment variable "
              + KEY_VARIABLE
              + ", if it is set.")
  private java.nio.file.@Nullable Path keyFile;

  @Override
  Set<String> keysRead() {
    return Set.of(ServeConfig.SECTION);
  }

  @Override
  ServeReport execute(UnrollConfig config, Progress progress) {
    if (port < 0 || port > 65_535) {
      throw new ConfigurationException("--port expects a number from 0 to 65535, found " + port);
    }
    ServeConfig serve = ServeConfig.of(config);
    ApiKeys keys = new ApiKeys(keys());
    Map<String, Path> paths = paths();
    Map<String, TextModel> opened = new LinkedHashMap<>();
    try {
      paths.forEach((name, path) -> opened.put(name, TextModel.open(path, new Configuration())));
      return serve(serve, keys, opened);
    } finally {
      opened.values().forEach(TextModel::close);
    }
  }

  private ServeReport serve(ServeConfig serve, ApiKeys keys, Map<String, TextModel> opened) {
    PrintWriter err = err();
    StopRequest stop = StopRequest.none();
    CountDownLatch stopped = new CountDownLatch(1);
    stop.interruptBy(stopped::countDown);
    ModelServer server =
        new ModelServer(new Address(host, port), opened, keys, serve, line -> log(err, line));
    server.start();
    try (TerminationSignal signal = TerminationSignal.asks(stop)) {
      int bound = server.port();
      announce(bound, keys, List.copyOf(opened.keySet()));
      try {
        stopped.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      String reason = stop.urgent().orElse("interruption");
      log(err, "stopping (" + reason + "); running requests may end");
      server.close();
      return new ServeReport(host, bound, List.copyOf(opened.keySet()), reason);
    }
  }

  private static void log(PrintWriter err, String line) {
    err.println(line);
    err.flush();
  }

  private void announce(int bound, ApiKeys keys, List<String> names) {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    log(err(), "serving " + String.join(", ", names) + " on http://" + shown + ":" + bound + "/");
    if (keys.isEmpty() && !isLoopback()) {
      log(
          err(),
          "warning: anyone who reaches "
              + host
              + " can use this server; set --api-key-file, or listen on 127.0.0.1");
    }
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The folder of each model by its name, in the order given. */
  private Map<String, Path> paths() {
    Map<String, Path> paths = new LinkedHashMap<>();
    for (String given : models) {
      Matcher named = NAMED.matcher(given);
      boolean hasName = named.matches();
      Path path = Paths.of(hasName ? named.group(2) : given);
      String name = hasName ? named.group(1) : folderName(path);
      if (paths.put(name, path) != null) {
        throw new ConfigurationException(
            "--model expects each name once, found '"
                + name
                + "' twice; give one as NAME="
                + (hasName ? named.group(2) : given));
      }
    }
    return paths;
  }

  private static String folderName(Path path) {
    String name = path.getName();
    return name.isEmpty() || name.equals(".") || name.equals("..") ? "model" : name;
  }

  private List<String> keys() {
    if (keyFile == null) {
      String key = System.getenv(KEY_VARIABLE);
      return key == null || key.isBlank() ? List.of() : List.of(key.strip());
    }
    try {
      List<String> keys =
          Files.readAllLines(keyFile).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
      if (keys.isEmpty()) {
        throw new ConfigurationException(
            "--api-key-file expects a key on a line of its own, found none in " + keyFile);
      }
      return keys;
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          "--api-key-file expects a file, found none at " + keyFile, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void describe(ServeReport report, PrintWriter out) {
    err().println("stopped");
  }
}
