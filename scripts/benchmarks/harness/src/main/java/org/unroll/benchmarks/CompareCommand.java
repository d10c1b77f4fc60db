package org.unroll.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The command line that measures Unroll and its peers in turn and compares them. */
@Command(
    name = "compare",
    description =
        "Trains the same networks with Unroll and its peers in turn and compares the speeds.")
public final class CompareCommand implements Callable<Integer> {

  private final PrintStream out;

  @Parameters(hidden = true, description = "script that starts a contender")
  private Path peer = Path.of("peer");

  @Option(names = "--help", usageHelp = true, description = "show this help message and exit")
  private boolean help;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "zaremba-small,zaremba-medium",
      description = "networks; also charrnn-1x128, charrnn-2x128 (default: ${DEFAULT-VALUE})")
  private List<Preset> presets = new ArrayList<>();

  @Option(
      names = "--setting",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "one-core,two-cores",
      description = "settings (default: ${DEFAULT-VALUE})")
  private List<Setting> settings = new ArrayList<>();

  @Option(
      names = "--without",
      paramLabel = "LIBRARY",
      split = ",",
      description = "libraries to leave out: ${COMPLETION-CANDIDATES}")
  private List<Library> without = new ArrayList<>();

  @Option(
      names = "--cores",
      paramLabel = "CORE",
      split = ",",
      defaultValue = "0,1",
      description = "the two cores to use (default: ${DEFAULT-VALUE})")
  private List<String> cores = new ArrayList<>();

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "number of times that the processes are started afresh (default: ${DEFAULT-VALUE})")
  private int forks;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "6",
      description = "measured iterations per fork (default: ${DEFAULT-VALUE})")
  private int iterations;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "4",
      description = "minimum time of an iteration for each contender (default: ${DEFAULT-VALUE})")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "warm-up time of each process (default: ${DEFAULT-VALUE})")
  private double warmUp;

  private CompareCommand(PrintStream out) {
    this.out = out;
  }

  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new CompareCommand(System.out))
            .registerConverter(Preset.class, Preset::named)
            .registerConverter(Setting.class, name -> choose(name, Setting.values()))
            .registerConverter(Library.class, name -> choose(name, Library.values()))
            .execute(arguments));
  }

  private static <T> T choose(String name, T[] values) {
    return Arrays.stream(values)
        .filter(value -> value.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of " + Arrays.toString(values) + ", found '" + name + "'"));
  }

  @Override
  public Integer call() throws IOException {
    for (Preset preset : presets) {
      for (Setting setting : settings) {
        compare(preset, setting);
      }
    }
    return 0;
  }

  private void compare(Preset preset, Setting setting) throws IOException {
    List<Contender> contenders = new ArrayList<>(setting.contenders(cores.get(0), cores.get(1)));
    contenders.removeIf(contender -> without.contains(contender.launches().get(0).library()));
    out.printf(
        Locale.ROOT,
        "%s, %s; forks: %d, iterations: %d of at least %s s, warm-up: %s s%n",
        preset.name(),
        setting,
        forks,
        iterations,
        seconds,
        warmUp);
    Comparison comparison = new Comparison(contenders);
    for (int i = 0; i < forks; i++) {
      try (Fork fork = new Fork(contenders, peer, preset)) {
        Map<Contender, String> descriptions = fork.awaitReady();
        if (i == 0) {
          introduce(descriptions);
        }
        fork.iterate(warmUp, Fork.Order.FORWARD);
        for (int iteration = 0; iteration < iterations; iteration++) {
          comparison.add(fork.iterate(seconds, Fork.Order.of(iteration)));
        }
      }
    }
    out.println(comparison.table());
  }

  private void introduce(Map<Contender, String> descriptions) {
    descriptions.forEach(
        (contender, description) -> out.printf("  %s: %s%n", contender.label(), description));
  }
}
