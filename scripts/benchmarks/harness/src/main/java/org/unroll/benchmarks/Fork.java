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
 * The freshly started processes of all contenders of a setting, to be measured in turn.
 *
 * <p>In each iteration every contender is measured once, in an order that alternates: whatever
 * slows the machine for longer than an iteration slows all of them, and the ratios within an
 * iteration hold.
 */
final class Fork implements AutoCloseable {

  /** The order in which an iteration measures the contenders. */
  enum Order {
    FORWARD,
    REVERSED;

    static Order of(int iteration) {
      return iteration % 2 == 0 ? FORWARD : REVERSED;
    }
  }

  private final Map<Contender, List<ContenderProcess>> running = new LinkedHashMap<>();

  /** Starts every process. */
  Fork(List<Contender> contenders, Path peer, Preset preset) throws IOException {
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

  /** Waits until every network is built and returns the contenders' descriptions of themselves. */
  Map<Contender, String> awaitReady() throws IOException {
    Map<Contender, String> descriptions = new LinkedHashMap<>();
    for (Map.Entry<Contender, List<ContenderProcess>> entry : running.entrySet()) {
      for (ContenderProcess process : entry.getValue()) {
        descriptions.put(entry.getKey(), process.awaitReady());
      }
    }
    return descriptions;
  }

  /** Runs one iteration of at least {@code seconds} per contender and returns their speeds. */
  Map<Contender, Speed> iterate(double seconds, Order order) throws IOException {
    List<Contender> contenders = new ArrayList<>(running.keySet());
    if (order == Order.REVERSED) {
      Collections.reverse(contenders);
    }
    Map<Contender, Speed> speeds = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      speeds.put(contender, measure(running.getOrDefault(contender, List.of()), seconds));
    }
    return speeds;
  }

  private static Speed measure(List<ContenderProcess> processes, double seconds)
      throws IOException {
    for (ContenderProcess process : processes) {
      process.request(seconds);
    }
    List<Measurement> measurements = new ArrayList<>();
    for (ContenderProcess process : processes) {
      measurements.add(process.awaitMeasurement());
    }
    return Speed.of(measurements);
  }

  @Override
  public void close() {
    running.values().forEach(processes -> processes.forEach(ContenderProcess::close));
  }
}
