package org.unroll.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.benchmarks.Contender.Launch;

/**
 * All contenders of a setting, started afresh, warmed up equally and then measured in turn.
 *
 * <p>One window each makes a lap, and the order is turned round from lap to lap: whatever slows the
 * machine for longer than a lap slows all of them, and the ratio within a lap stays.
 */
final class Bout implements AutoCloseable {

  private final Map<Contender, List<ContenderProcess>> running = new LinkedHashMap<>();

  /** Starts every process. */
  Bout(List<Contender> contenders, Path peer, Preset preset) throws IOException {
    try {
      for (Contender contender : contenders) {
        List<ContenderProcess> processes = new ArrayList<>();
        running.put(contender, processes);
        for (Launch launch : contender.launches()) {
          processes.add(new ContenderProcess(peer, launch, preset));
        }
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Waits until every network stands; what each contender says it is. */
  Map<Contender, String> awaitReady() throws IOException {
    Map<Contender, String> descriptions = new LinkedHashMap<>();
    for (Map.Entry<Contender, List<ContenderProcess>> entry : running.entrySet()) {
      for (ContenderProcess process : entry.getValue()) {
        descriptions.put(entry.getKey(), process.awaitReady());
      }
    }
    return descriptions;
  }

  /** The speed of each contender in one window. */
  Map<Contender, Speed> lap(double seconds, boolean reversed) throws IOException {
    List<Contender> order = new ArrayList<>(running.keySet());
    if (reversed) {
      Collections.reverse(order);
    }
    Map<Contender, Speed> speeds = new LinkedHashMap<>();
    for (Contender contender : order) {
      speeds.put(contender, measure(running.getOrDefault(contender, List.of()), seconds));
    }
    return speeds;
  }

  private static Speed measure(List<ContenderProcess> processes, double seconds)
      throws IOException {
    for (ContenderProcess process : processes) {
      process.request(seconds);
    }
    List<Window> windows = new ArrayList<>();
    for (ContenderProcess process : processes) {
      windows.add(process.awaitWindow());
    }
    return Speed.of(windows);
  }

  @Override
  public void close() {
    running.values().forEach(processes -> processes.forEach(ContenderProcess::close));
  }
}
