package org.unroll.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The standalone cluster of {@code scripts/local-cluster}: a master and two workers of one core.
 */
public final class LocalCluster implements AutoCloseable {

  private static final int PORT = 17077;
  private static final int WORKERS = 2;

  private final Path home;

  private LocalCluster(Path home) {
    this.home = home;
  }

  /** Starts it; its files lie in {@code home}. */
  public static LocalCluster start(Path home) throws Exception {
    LocalCluster cluster = new LocalCluster(home);
    cluster.script(
        "start",
        "--workers",
        Integer.toString(WORKERS),
        "--cores",
        "1",
        "--memory",
        "1g",
        "--port",
        Integer.toString(PORT));
    return cluster;
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
    return "spark://127.0.0.1:" + PORT;
  }

  /** The executors that run now, which are children of the workers. */
  public List<ProcessHandle> executors() throws IOException {
    List<ProcessHandle> executors = new ArrayList<>();
    for (int worker = 1; worker <= WORKERS; worker++) {
      long process =
          Long.parseLong(Files.readString(home.resolve("worker-" + worker + ".pid")).strip());
      ProcessHandle.of(process)
          .map(ProcessHandle::descendants)
          .orElse(Stream.empty())
          .filter(child -> child.info().commandLine().orElse("").contains("CoarseGrained"))
          .forEach(executors::add);
    }
    return executors;
  }

  @Override
  public void close() throws Exception {
    script("stop");
  }
}
