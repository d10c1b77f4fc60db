package org.unroll.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.unroll.benchmarks.Contender.Launch;

/** A running contender's process, pinned to its cores, asleep between the windows asked of it. */
final class ContenderProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream requests;
  private final Library library;

  /**
   * Starts the process; it builds its network meanwhile.
   *
   * @param peer the script that starts a contender
   */
  ContenderProcess(Path peer, Launch launch, Preset preset) throws IOException {
    this.library = launch.library();
    this.process =
        new ProcessBuilder(
                List.of(
                    "taskset",
                    "-c",
                    launch.cores(),
                    peer.toString(),
                    launch.library().argument(),
                    "--preset",
                    preset.name(),
                    "--threads",
                    Integer.toString(launch.threads()),
                    "--on-request"))
            .redirectError(Redirect.INHERIT)
            .start();
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
  }

  /** Waits for the network and returns what the contender says it is. */
  String awaitReady() throws IOException {
    return await(TrainerCommand.READY);
  }

  /** Asks for a window; the contender begins at once. */
  void request(double seconds) {
    requests.println(seconds);
  }

  /** Waits for the window that was asked for. */
  Window awaitWindow() throws IOException {
    String[] fields = await(TrainerCommand.WINDOW).split(" ", 3);
    return new Window(
        Long.parseLong(fields[0]), Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
  }

  private String await(String prefix) throws IOException {
    String line;
    while ((line = answers.readLine()) != null) {
      if (line.startsWith(prefix)) {
        return line.substring(prefix.length());
      }
    }
    throw new IOException(
        "contender " + library.argument() + " ended early; its errors stand above");
  }

  @Override
  public void close() {
    requests.close();
    process.destroy();
  }
}
