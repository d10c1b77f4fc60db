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
 * The command line of a contender, which measures itself or is measured iteration by iteration by
 * {@link CompareCommand}.
 *
 * <p>With {@code --on-request} the protocol is lines of text: the contender writes {@code ready
 * DESCRIPTION}; then it answers each line on standard input, a number of seconds, with {@code
 * iteration TOKENS SECONDS CPU_SECONDS}. It ends when standard input does.
 */
@Command(
    description = "Trains one network on synthetic text and prints its speed as a line of JSON.")
public final class TrainerCommand implements Callable<Integer> {

  static final String READY = "ready ";
  static final String ITERATION = "iteration ";

  private final String contender;
  private final Trainer.Factory factory;
  private final PrintStream out;

  @Option(names = "--help", usageHelp = true, description = "show this help message and exit")
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
      description = "computing threads (default: ${DEFAULT-VALUE})")
  private int threads;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "warm-up time (default: ${DEFAULT-VALUE})")
  private double warmUp;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "measured iterations, of which the median is printed (default: ${DEFAULT-VALUE})")
  private int iterations;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "4",
      description = "minimum time of an iteration (default: ${DEFAULT-VALUE})")
  private double seconds;

  @Option(
      names = "--on-request",
      description =
          "run an iteration for each line on standard input, which is its minimum time in seconds")
  private boolean onRequest;

  private TrainerCommand(String contender, Trainer.Factory factory) {
    this.contender = contender;
    this.factory = factory;
    this.out = System.out;
  }

  /** Runs a contender's command line and exits with its exit code. */
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
      Measurement measured = Measurement.of(trainer, Double.parseDouble(request));
      out.println(
          ITERATION + measured.tokens() + " " + measured.seconds() + " " + measured.cpuSeconds());
    }
  }

  private String measureAlone(Trainer trainer) {
    Measurement.of(trainer, warmUp);
    List<Double> speeds = new ArrayList<>();
    List<Double> cpuSpeeds = new ArrayList<>();
    for (int i = 0; i < iterations; i++) {
      Speed speed = Speed.of(List.of(Measurement.of(trainer, seconds)));
      speeds.add(speed.perSecond());
      cpuSpeeds.add(speed.perCpuSecond());
    }
    Quartiles speed = Quartiles.of(speeds);
    return String.format(
        Locale.ROOT,
        "{\"contender\":\"%s\",\"preset\":\"%s\",\"threads\":%d,\"tokensPerSecond\":%.1f,"
            + "\"lowerQuartile\":%.1f,\"upperQuartile\":%.1f,\"tokensPerCpuSecond\":%.1f,\"iterations\":%d,\"lossPerToken\":%.4f,"
            + "\"description\":\"%s\"}",
        contender,
        preset.name(),
        threads,
        speed.median(),
        speed.lower(),
        speed.upper(),
        Quartiles.of(cpuSpeeds).median(),
        iterations,
        trainer.loss(),
        trainer.description());
  }
}
