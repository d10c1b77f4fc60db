package org.unroll.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command line of a contender: measures itself, or is measured window by window by {@link
 * CompareCommand}.
 *
 * <p>On request, the protocol is lines of text: the contender says {@code ready} and what it is;
 * each line on standard input is then a number of seconds, answered by {@code window TOKENS SECONDS
 * CPU_SECONDS}; it ends with standard input.
 */
@Command(description = "Trains one network on synthetic text and says how fast, as a line of JSON.")
public final class TrainerCommand implements Callable<Integer> {

  static final String READY = "ready ";
  static final String WINDOW = "window ";

  private final String contender;
  private final Trainer.Factory factory;
  private final PrintStream out;

  @Option(names = "--help", usageHelp = true, description = "say this")
  private boolean help;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      required = true,
      description = "zaremba-small, zaremba-medium, charrnn-1x128 or charrnn-2x128")
  @SuppressWarnings("NullAway.Init") // required
  private Preset preset;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "default: ${DEFAULT-VALUE}")
  private int threads;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "trained before anything is measured; default: ${DEFAULT-VALUE}")
  private double warmUp;

  @Option(
      names = "--windows",
      paramLabel = "N",
      defaultValue = "5",
      description = "how often to measure; the median counts; default: ${DEFAULT-VALUE}")
  private int windows;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "4",
      description = "the least length of a window; default: ${DEFAULT-VALUE}")
  private double seconds;

  @Option(
      names = "--on-request",
      description = "measure when a line with a number of seconds comes on standard input")
  private boolean onRequest;

  private TrainerCommand(String contender, Trainer.Factory factory) {
    this.contender = contender;
    this.factory = factory;
    this.out = System.out;
  }

  /** Runs a contender's command line and ends the process with its exit code. */
  public static void run(String contender, Trainer.Factory factory, String... arguments) {
    System.exit(
        new CommandLine(new TrainerCommand(contender, factory))
            .registerConverter(Preset.class, Preset::named)
            .setCommandName(contender)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    try (Trainer trainer = factory.create(preset, threads)) {
      if (onRequest) {
        answerRequests(trainer);
      } else {
        out.println(measureAlone(trainer));
      }
    }
    return 0;
  }

  private void answerRequests(Trainer trainer) throws IOException {
    out.println(READY + trainer.description());
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    String request;
    while ((request = requests.readLine()) != null) {
      Window window = Window.measure(trainer, Double.parseDouble(request));
      out.println(WINDOW + window.tokens() + " " + window.seconds() + " " + window.cpuSeconds());
    }
  }

  private String measureAlone(Trainer trainer) {
    Window.measure(trainer, warmUp);
    List<Double> speeds = new ArrayList<>();
    List<Double> cpuSpeeds = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      Speed speed = Speed.of(List.of(Window.measure(trainer, seconds)));
      speeds.add(speed.perSecond());
      cpuSpeeds.add(speed.perCpuSecond());
    }
    Quartiles speed = Quartiles.of(speeds);
    return String.format(
        Locale.ROOT,
        "{\"contender\":\"%s\",\"preset\":\"%s\",\"threads\":%d,\"tokensPerSecond\":%.1f,"
            + "\"lowerQuartile\":%.1f,\"upperQuartile\":%.1f,\"tokensPerCpuSecond\":%.1f,\"windows\":%d,\"lossPerToken\":%.4f,"
            + "\"description\":\"%s\"}",
        contender,
        preset.name(),
        threads,
        speed.median(),
        speed.lower(),
        speed.upper(),
        Quartiles.of(cpuSpeeds).median(),
        windows,
        trainer.loss(),
        trainer.description());
  }
}
