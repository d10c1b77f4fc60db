package org.unroll.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The speeds in all iterations of all forks of one setting, and the table made of them. */
final class Comparison {

  private static final String ROW = "  %-42s %22s %22s %22s %22s%n";

  private final List<Contender> contenders;
  private final Map<Contender, List<Speed>> speeds = new LinkedHashMap<>();

  Comparison(List<Contender> contenders) {
    this.contenders = List.copyOf(contenders);
    contenders.forEach(contender -> speeds.put(contender, new ArrayList<>()));
  }

  /** Adds the speeds of one iteration. */
  void add(Map<Contender, Speed> iteration) {
    iteration.forEach((contender, speed) -> of(contender).add(speed));
  }

  private List<Speed> of(Contender contender) {
    return speeds.computeIfAbsent(contender, absent -> new ArrayList<>());
  }

  /** Formats medians with quartiles; ratios are formed within each iteration. */
  String table() {
    StringBuilder table = new StringBuilder();
    table.append(String.format(ROW, "", "tokens/s", "ratio", "tokens/CPU second", "ratio"));
    for (Contender contender : contenders) {
      table.append(
          String.format(
              ROW,
              contender.label(),
              speed(contender, Speed::perSecond),
              ratio(contender, Speed::perSecond),
              speed(contender, Speed::perCpuSecond),
              ratio(contender, Speed::perCpuSecond)));
    }
    return table.toString();
  }

  private String speed(Contender contender, ToDoubleFunction<Speed> figure) {
    Quartiles speed = Quartiles.of(of(contender).stream().mapToDouble(figure).boxed().toList());
    return String.format(
        Locale.ROOT, "%,.0f (%,.0f-%,.0f)", speed.median(), speed.lower(), speed.upper());
  }

  /** Formats how many times as fast the first contender is. */
  private String ratio(Contender contender, ToDoubleFunction<Speed> figure) {
    if (contender.equals(contenders.get(0))) {
      return "";
    }
    List<Speed> first = of(contenders.get(0));
    List<Speed> other = of(contender);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < other.size(); i++) {
      ratios.add(figure.applyAsDouble(first.get(i)) / figure.applyAsDouble(other.get(i)));
    }
    Quartiles ratio = Quartiles.of(ratios);
    return String.format(
        Locale.ROOT, "%.2fx (%.2f-%.2f)", ratio.median(), ratio.lower(), ratio.upper());
  }
}
