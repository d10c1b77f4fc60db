package org.unroll.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The laps of all bouts of one setting, and the table made of them. */
final class Standings {

  private static final String ROW = "  %-42s %22s %24s%n";

  private final List<Contender> contenders;
  private final Map<Contender, List<Double>> speeds = new LinkedHashMap<>();

  Standings(List<Contender> contenders) {
    this.contenders = List.copyOf(contenders);
    contenders.forEach(contender -> speeds.put(contender, new ArrayList<>()));
  }

  void add(Map<Contender, Double> lap) {
    lap.forEach((contender, speed) -> of(contender).add(speed));
  }

  private List<Double> of(Contender contender) {
    return speeds.computeIfAbsent(contender, absent -> new ArrayList<>());
  }

  /** Medians with quartiles; the ratios are formed within each lap. */
  String table() {
    StringBuilder table = new StringBuilder();
    table.append(String.format(ROW, "", "tokens/s", contenders.get(0).label() + " against it"));
    for (Contender contender : contenders) {
      Quartiles speed = Quartiles.of(of(contender));
      table.append(
          String.format(
              ROW,
              contender.label(),
              String.format(
                  Locale.ROOT, "%,.0f (%,.0f-%,.0f)", speed.median(), speed.lower(), speed.upper()),
              contender.equals(contenders.get(0)) ? "" : ratio(contender)));
    }
    return table.toString();
  }

  private String ratio(Contender contender) {
    List<Double> first = of(contenders.get(0));
    List<Double> other = of(contender);
    List<Double> ratios = new ArrayList<>();
    for (int lap = 0; lap < other.size(); lap++) {
      ratios.add(first.get(lap) / other.get(lap));
    }
    Quartiles ratio = Quartiles.of(ratios);
    return String.format(
        Locale.ROOT, "%.2fx (%.2f-%.2f)", ratio.median(), ratio.lower(), ratio.upper());
  }
}
