package org.unroll.rounds;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.unroll.evaluation.Evaluation;
import org.unroll.files.Folder;
import org.unroll.train.RoundCost;
import org.unroll.train.RoundTimes;
import org.unroll.train.RunListener;
import org.unroll.train.TrainingProgress;

/**
 * {@code metrics.jsonl} of a training's output folder: a line of JSON for each round, validation
 * and checkpoint.
 */
final class MetricsFile implements RunListener {

  private static final String NAME = "metrics.jsonl";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Folder folder;
  private final List<String> lines = new ArrayList<>();

  /**
   * A file that goes on after what it says of the rounds up to {@code round}.
   *
   * @param round rounds that the checkpoint to go on from has done
   */
  MetricsFile(Folder folder, int round) {
    this.folder = folder;
    folder
        .textIfPresent(NAME)
        .ifPresent(text -> text.lines().filter(line -> roundOf(line) <= round).forEach(lines::add));
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
    lines.add(line.toString());
  }

  @Override
  public void validated(TrainingProgress before, double learningRate, Evaluation evaluation) {
    ObjectNode line = line("validation", before);
    line.put("trainPerplexity", Math.exp(before.loss()));
    line.put("validationPerplexity", evaluation.perplexity());
    line.put("validationTokens", evaluation.tokens());
    line.put("learningRate", learningRate);
    lines.add(line.toString());
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
    lines.add(line.toString());
    folder.replace(NAME, String.join("\n", lines) + "\n");
  }
}
