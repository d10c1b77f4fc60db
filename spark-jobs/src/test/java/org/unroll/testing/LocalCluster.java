package org.unroll.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The standalone cluster of {@code scripts/local-cluster}: a master and two workers of one core.
 */
public final class LocalCluster implements AutoCloseable {

  private static final int WORKERS = 2;

  private final Path home;
  private final int port;

  private LocalCluster(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /** Starts it; its files lie in {@code home}. */
  public static LocalCluster start(Path home) throws Exception {
    LocalCluster cluster = new LocalCluster(home, freePort());
    cluster.script(
        "start",
        "--workers",
        Integer.toString(WORKERS),
        "--cores",
        "1",
        "--memory",
        "1g",
        "--port",
        Integer.toString(cluster.port));
    return cluster;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void script(String... arguments) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of("..", "scripts", "local-cluster").toAbsolutePath().normalize().toString());
    line.addAll(List.of(arguments));
    Path log = home.resolve("script.log");
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("UNROLL_CLUSTER_DIR", home.toString());
    Process process = builder.redirectOutput(log.toFile()).start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError("local-cluster " + arguments[0] + ": " + Files.readString(log));
    }
  }

  public String master() {
    return "spark://127.0.0.1:" + port;
  }

  /** The address to which {@code spark-submit} sends requests about drivers on the workers. */
  public String restMaster() throws IOException {
    Pattern port = Pattern.compile("submitting applications on \\S+ with port (\\d+)");
    Matcher found = port.matcher(masterLog());
    if (!found.find()) {
      throw new AssertionError("no REST server: " + masterLog());
    }
    return "spark://127.0.0.1:" + found.group(1);
  }

  /** What the master has logged so far. */
  public String masterLog() throws IOException {
    return Files.readString(home.resolve("master.log"));
  }

  /** The executors that run now. */
  public List<ProcessHandle> executors() throws IOException {
    return childrenOfWorkers("CoarseGrained");
  }

  /** The drivers that were submitted in cluster deploy mode and run now. */
  public List<ProcessHandle> drivers() throws IOException {
    return childrenOfWorkers("DriverWrapper");
  }

  /** What a driver on a worker has written to standard error. */
  public String errorsOfDriver(String id) throws IOException {
    for (int worker = 1; worker <= WORKERS; worker++) {
      Path errors = home.resolve("work-" + worker).resolve(id).resolve("stderr");
      if (Files.exists(errors)) {
        return Files.readString(errors);
      }
    }
    throw new AssertionError("no driver " + id + " on any worker");
  }

  private List<ProcessHandle> childrenOfWorkers(String name) throws IOException {
    List<ProcessHandle> children = new ArrayList<>();
    for (int worker = 1; worker <= WORKERS; worker++) {
      long process =
          Long.parseLong(Files.readString(home.resolve("worker-" + worker + ".pid")).strip());
      ProcessHandle.of(process)
          .map(ProcessHandle::descendants)
          .orElse(Stream.empty())
          .filter(child -> child.info().commandLine().orElse("").contains(name))
          .forEach(children::add);
    }
    return children;
  }

  @Override
  public void close() throws Exception {
    script("stop");
  }
}
