package org.unroll.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import org.unroll.files.Folder;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingProgress;
import org.unroll.train.round.RoundCost;
import org.unroll.train.round.RoundTimes;

/**
 * {@code metrics.jsonl} of a training's output folder: a line of JSON for each round, validation
 * and checkpoint.
 *
 * <p>Lines are added when a checkpoint is there. A run that is killed may leave a part of a line,
 * or lines of rounds that will be trained again; the run that goes on drops them in one step before
 * it adds its own.
 */
final class MetricsFile implements TrainingListener {

  private static final String NAME = "metrics.jsonl";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Folder folder;
  private final StringBuilder added = new StringBuilder();

  /**
   * A file that goes on after what it says of the rounds up to {@code round}.
   *
   * @param round rounds that the checkpoint to go on from has done
   */
  MetricsFile(Folder folder, int round) {
    this.folder = folder;
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
    try {
      return MAPPER.readTree(line).path("round").asInt(Integer.MAX_VALUE);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return Integer.MAX_VALUE;
    }
  }

  @Override
  public void roundEnded(TrainingProgress progress, RoundCost cost) {
    ObjectNode line = line("round", progress);
    line.put("roundTokens", cost.tokens());
    line.put("loss", cost.loss());
    line.put("perplexity", Math.exp(cost.loss()));
    line.put("largestGradientNorm", cost.largestGradientNorm());
    line.put("learningRate", cost.learningRate());
    RoundTimes times = cost.times();
    line.put("seconds", times.seconds());
    line.put("computingSeconds", times.computing());
    line.put("waitingSeconds", times.waiting());
    line.put("broadcastSeconds", times.broadcast());
    line.put("aggregationSeconds", times.aggregation());
    add(line);
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, LanguageMetrics evaluation) {
    ObjectNode line = line("validation", before);
    line.put("trainPerplexity", Math.exp(before.loss()));
    line.put("validationPerplexity", evaluation.perplexity());
    line.put("validationTokens", evaluation.tokens());
    line.put("learningRate", learningRate);
    add(line);
  }

  private void add(ObjectNode line) {
    added.append(line).append('\n');
  }

  private static ObjectNode line(String kind, TrainingProgress progress) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("kind", kind);
    line.put("round", progress.round());
    line.put("epoch", progress.epoch());
    line.put("tokens", progress.tokens());
    return line;
  }

  @Override
  public void saved(TrainingProgress progress, Folder checkpoint, double seconds) {
    ObjectNode line = line("checkpoint", progress);
    line.put("checkpoint", checkpoint.path().getName());
    line.put("seconds", seconds);
    add(line);
    folder.append(NAME, added.toString());
    added.setLength(0);
  }
}
