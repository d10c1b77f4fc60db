package org.unroll.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/** The command line in a JVM of its own, which can be killed. */
public final class ForkedUnroll implements AutoCloseable {

  private static final long MAX_SECONDS = 240;

  private final Process process;
  private final Path output;

  private ForkedUnroll(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a command on {@code local[2]}, from the classes of this test. */
  public static ForkedUnroll start(Path output, String... arguments) throws IOException {
    return start(output, local(arguments));
  }

  /** Starts a command on {@code local[2]} in a locale that the launcher would have replaced. */
  public static ForkedUnroll inLocale(String locale, Path output, String... arguments)
      throws IOException {
    ProcessBuilder builder = local(arguments);
    builder.environment().put("LC_ALL", locale);
    return start(output, builder);
  }

  private static ProcessBuilder local(String... arguments) {
    List<String> line = java(JavaModuleOptions.defaultModuleOptionArray());
    line.addAll(
        List.of(
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-cp",
            System.getProperty("java.class.path"),
            "org.unroll.cli.Unroll"));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line);
  }

  /**
   * Submits the packaged jar to a cluster, as a user does.
   *
   * @param master as Spark names it
   * @param settings of Spark, each {@code key=value}
   */
  public static ForkedUnroll submit(
      Path output, String master, List<String> settings, String... arguments) throws IOException {
    List<String> line =
        new ArrayList<>(List.of("--master", master, "--class", "org.unroll.cli.Unroll"));
    settings.forEach(setting -> line.addAll(List.of("--conf", setting)));
    line.add(Path.of("target", "unroll.jar").toAbsolutePath().toString());
    line.addAll(List.of(arguments));
    return sparkSubmit(output, line);
  }

  /** Starts {@code spark-submit} with arguments of its own. */
  public static ForkedUnroll sparkSubmit(Path output, List<String> arguments) throws IOException {
    List<String> line = java("@" + Path.of("target", "jvm.options"));
    line.addAll(List.of("-cp", SparkHome.classpath(), "org.apache.spark.deploy.SparkSubmit"));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_HOME", SparkHome.folder().toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return start(output, builder);
  }

  private static List<String> java(String... options) {
    List<String> line = new ArrayList<>();
    // A build in the background ignores SIGINT, one under nohup SIGHUP, and so would its children.
    line.addAll(List.of("env", "--default-signal=INT,HUP"));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(options));
    line.add("-Xmx1g");
    return line;
  }

  private static ForkedUnroll start(Path output, ProcessBuilder builder) throws IOException {
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new ForkedUnroll(builder.start(), output);
  }

  /** The arguments of {@code train} for {@link TextTraining}. */
  public static String[] train(Path data, Path out, List<String> keys, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--data", data.toString(), "--out", out.toString()));
    for (String key : keys) {
      if (key.startsWith("model.") || key.startsWith("train.")) {
        arguments.addAll(List.of("--set", key));
      }
    }
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }

  /** Waits until a training has written a checkpoint of round {@code round} or a later one. */
  public void awaitRound(Path run, int round) throws IOException, InterruptedException {
    Path latest = run.resolve("latest");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_SECONDS);
    while (System.nanoTime() < until) {
      if (!process.isAlive()) {
        throw new AssertionError("the training ended too early: " + output());
      }
      if (Files.exists(latest) && roundOf(Files.readString(latest)) >= round) {
        return;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("no checkpoint of round " + round + ": " + output());
  }

  private static int roundOf(String latest) {
    String digits = latest.strip().replaceAll(".*-", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /** {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** {@code kill -TERM}. */
  public void terminate() {
    process.destroy();
  }

  /** Sends a signal, such as INT. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /**
   * Waits until the command has begun: the Java runtime and spark-submit are started, Spark not
   * yet. A signal before that is the system's to handle.
   */
  public void awaitBegin() throws IOException, InterruptedException {
    awaitBegin(process.toHandle());
  }

  /** Waits until the command has begun that runs in a process. */
  public static void awaitBegin(ProcessHandle process) throws IOException, InterruptedException {
    while (process.isAlive() && !hasThread(process, "unroll-stop")) {
      Thread.sleep(2);
    }
  }

  private static boolean hasThread(ProcessHandle process, String name) throws IOException {
    Path threads = Path.of("/proc/" + process.pid() + "/task");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
      for (Path thread : all) {
        if (Files.readString(thread.resolve("comm")).strip().equals(name)) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException | DirectoryIteratorException e) {
      return false; // A thread, or the process, has ended meanwhile.
    }
  }

  /** Waits for the end; the exit code. */
  public int await() throws IOException, InterruptedException {
    if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("did not end: " + output());
    }
    return process.exitValue();
  }

  /** What it printed. */
  public String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
