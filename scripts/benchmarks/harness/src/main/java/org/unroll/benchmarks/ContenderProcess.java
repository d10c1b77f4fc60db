package org.unroll.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.unroll.benchmarks.Contender.Launch;

/** A running process of a contender, pinned to its cores, which sleeps between requests. */
public final class ContenderProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream requests;
  private final String name;

  /**
   * Starts the process, which then builds its network.
   *
   * @param name of the contender, for messages
   * @param cores those that it may use, as {@code taskset} takes them
   */
  public ContenderProcess(String name, String cores, List<String> command) throws IOException {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", cores));
    pinned.addAll(command);
    this.name = name;
    this.process = new ProcessBuilder(pinned).redirectError(Redirect.INHERIT).start();
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
  }

  /**
   * Starts the process of a contender that trains a preset.
   *
   * @param peer the script that starts a contender
   */
  ContenderProcess(Path peer, Launch launch, Preset preset) throws IOException {
    this(
        launch.library().toString(),
        launch.cores(),
        List.of(
            peer.toString(),
            launch.library().toString(),
            "--preset",
            preset.name(),
            "--threads",
            Integer.toString(launch.threads()),
            "--on-request"));
  }

  /** Waits for the network and returns the contender's description of itself. */
  String awaitReady() throws IOException {
    return await(TrainerCommand.READY);
  }

  /** Requests an iteration, which begins at once. */
  void request(double seconds) {
    request(Double.toString(seconds));
  }

  /** Sends a line. */
  public void request(String line) {
    requests.println(line);
  }

  /** Waits for the end of the requested iteration. */
  Measurement awaitMeasurement() throws IOException {
    String[] fields = await(TrainerCommand.ITERATION).split(" ", 3);
    return new Measurement(
        Long.parseLong(fields[0]), Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
  }

  /**
   * Waits for a line that begins with a prefix, and returns what follows the prefix.
   *
   * @throws IOException if the process ends before it writes one
   */
  public String await(String prefix) throws IOException {
    String line;
    while ((line = answers.readLine()) != null) {
      if (line.startsWith(prefix)) {
        return line.substring(prefix.length());
      }
    }
    throw new IOException(
        "expected an answer of contender "
            + name
            + ", found the end of its output; see its messages above");
  }

  @Override
  public void close() {
    requests.close();
    process.destroy();
  }
}
