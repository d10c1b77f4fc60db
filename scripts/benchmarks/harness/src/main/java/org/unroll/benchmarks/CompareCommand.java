package org.unroll.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures Unroll and its peers in turn and prints how they compare. */
@Command(
    name = "compare",
    description = "Trains the same networks with Unroll and its peers, in turn, and compares.")
public final class CompareCommand implements Callable<Integer> {

  private final PrintStream out;

  @Parameters(hidden = true, description = "the script that starts a contender")
  private Path peer = Path.of("peer");

  @Option(names = "--help", usageHelp = true, description = "say this")
  private boolean help;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "zaremba-small,zaremba-medium",
      description = "also charrnn-1x128, charrnn-2x128; default: ${DEFAULT-VALUE}")
  private List<Preset> presets = new ArrayList<>();

  @Option(
      names = "--setting",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "one-core,two-cores",
      description = "default: ${DEFAULT-VALUE}")
  private List<Setting> settings = new ArrayList<>();

  @Option(
      names = "--without",
      paramLabel = "LIBRARY",
      split = ",",
      description = "leave out: ${COMPLETION-CANDIDATES}")
  private List<Library> without = new ArrayList<>();

  @Option(
      names = "--cores",
      paramLabel = "CORE",
      split = ",",
      defaultValue = "0,1",
      description = "the two cores")
  private List<String> cores = new ArrayList<>();

  @Option(
      names = "--bouts",
      paramLabel = "N",
      defaultValue = "2",
      description = "how often the processes are started afresh; default: ${DEFAULT-VALUE}")
  private int bouts;

  @Option(
      names = "--laps",
      paramLabel = "N",
      defaultValue = "6",
      description = "windows for each contender in a bout; default: ${DEFAULT-VALUE}")
  private int laps;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "4",
      description = "the least length of a window; default: ${DEFAULT-VALUE}")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "seconds that each process trains before; default: ${DEFAULT-VALUE}")
  private double warmUp;

  private CompareCommand(PrintStream out) {
    this.out = out;
  }

  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new CompareCommand(System.out))
            .registerConverter(Preset.class, Preset::named)
            .registerConverter(Setting.class, Setting::named)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
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
        "%s, %s; %d x %d windows of %s s or more, after %s s each%n",
        preset.name(),
        setting,
        bouts,
        laps,
        seconds,
        warmUp);
    Standings standings = new Standings(contenders);
    for (int bout = 0; bout < bouts; bout++) {
      try (Bout contest = new Bout(contenders, peer, preset)) {
        Map<Contender, String> descriptions = contest.awaitReady();
        if (bout == 0) {
          introduce(descriptions);
        }
        contest.lap(warmUp, false);
        for (int lap = 0; lap < laps; lap++) {
          standings.add(contest.lap(seconds, lap % 2 == 1));
        }
      }
    }
    out.println(standings.table());
  }

  private void introduce(Map<Contender, String> descriptions) {
    descriptions.forEach(
        (contender, description) -> out.printf("  %s: %s%n", contender.label(), description));
  }
}
