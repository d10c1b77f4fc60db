package org.unroll.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.unroll.files.Folder;
import org.unroll.files.Json;
import org.unroll.task.Metrics;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingMetrics;
import org.unroll.train.TrainingProgress;
import org.unroll.train.round.RoundCost;

/**
 * The file {@code metrics.jsonl} of a run's output folder: a line of JSON for each round,
 * validation and checkpoint, with the measurements of {@link TrainingMetrics}.
 *
 * <p>Lines are added before the checkpoint of their rounds, its own line after it. A run that is
 * killed may leave a part of a line, or lines of rounds that will be trained again; the run that
 * continues it removes them in one step before it adds its own.
 */
final class MetricsFile implements TrainingListener {

  private static final String NAME = "metrics.jsonl";

  private final Folder folder;
  private final TrainingMetrics metrics;
  private final StringBuilder added = new StringBuilder();

  /**
   * A file that keeps the lines of the rounds up to {@code round}.
   *
   * @param round rounds done by the checkpoint that the run continues
   */
  MetricsFile(Folder folder, int round, TrainingMetrics metrics) {
    this.folder = folder;
    this.metrics = metrics;
    folder
        .textIfPresent(NAME)
        .ifPresent(
            found -> {
              String kept = upTo(round, found);
              if (!kept.equals(found)) {
                folder.replace(NAME, kept);
              }
            });
  }

  private static String upTo(int round, String text) {
    return text.lines()
        .filter(line -> roundOf(line) <= round)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static int roundOf(String line) {
    return Json.treeIfValid(line)
        .map(tree -> tree.path("round").asInt(Integer.MAX_VALUE))
        .orElse(Integer.MAX_VALUE);
  }

  @Override
  public void roundEnded(TrainingProgress progress, RoundCost cost) {
    add("round", metrics.ofRound(progress, cost));
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, Metrics validation) {
    add("validation", metrics.ofValidation(before, learningRate, validation));
  }

  @Override
  public void saved(TrainingProgress progress, Folder checkpoint, double seconds) {
    Map<String, Object> line = line("checkpoint", metrics.ofCheckpoint(progress, seconds));
    line.put("checkpoint", checkpoint.path().getName());
    add(line);
    saving();
  }

  @Override
  public void saving() {
    if (!added.isEmpty()) {
      folder.append(NAME, added.toString());
      added.setLength(0);
    }
  }

  private void add(String kind, Map<String, Number> measured) {
    add(line(kind, measured));
  }

  private static Map<String, Object> line(String kind, Map<String, Number> measured) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("kind", kind);
    line.putAll(measured);
    return line;
  }

  private void add(Map<String, Object> line) {
    added.append(Json.compact(line)).append('\n');
  }
}
