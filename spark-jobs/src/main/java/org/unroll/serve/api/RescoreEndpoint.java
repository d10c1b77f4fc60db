package org.unroll.serve.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.unroll.files.Json;
import org.unroll.inference.Scorer.ScoreReport;
import org.unroll.serve.http.ApiException;
import org.unroll.serve.http.Endpoint;
import org.unroll.serve.http.JsonFields;
import org.unroll.serve.http.Limits;
import org.unroll.serve.http.Reply;
import org.unroll.serve.http.ServeMetrics;

/**
 * {@code POST /v1/rescore}: the hypotheses of a recogniser, in the order of {@code score + weight *
 * log-probability + length_bonus * tokens}; of equals, the first given comes first.
 */
public record RescoreEndpoint(ServedModels models, Limits limits, ServeMetrics metrics)
    implements Endpoint {

  /** The fields of a request. */
  public static final Set<String> FIELDS = Set.of("model", "hypotheses", "weight", "length_bonus");

  private static final String HYPOTHESES = "hypotheses";

  /** A hypothesis with its scores. */
  private record Ranked(
      int index, String text, double score, double logProbability, long tokens, double total) {}

  @Override
  public void handle(Call call, Reply reply) {
    JsonFields fields = call.fields(FIELDS);
    ServedModel model = models.of(fields);
    double weight = fields.number("weight", 1, -Double.MAX_VALUE, Double.MAX_VALUE);
    double bonus = fields.number("length_bonus", 0, -Double.MAX_VALUE, Double.MAX_VALUE);
    List<String> texts = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (JsonFields hypothesis : fields.objects(HYPOTHESES, Set.of("text", "score"))) {
      texts.add(line(hypothesis));
      scores.add(hypothesis.number("score", 0, -Double.MAX_VALUE, Double.MAX_VALUE));
    }
    if (texts.isEmpty()) {
      throw ApiException.invalid(
          HYPOTHESES, "expected 'hypotheses' to have at least one object, found none");
    }
    long tokens = LineScores.tokens(model, texts);
    Prompts.checkTokens(HYPOTHESES, tokens + texts.size(), limits.maxPromptTokens());
    List<ScoreReport> reports = LineScores.lines(model, texts, call.deadline());
    metrics.tokens(model.name(), "scored", tokens + texts.size());
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      double logProbability = reports.get(i).logProbability();
      int length = reports.get(i).tokens().size() - 1;
      double total = scores.get(i) + weight * logProbability + bonus * length;
      ranked.add(new Ranked(i, texts.get(i), scores.get(i), logProbability, length, total));
    }
    ranked.sort(Comparator.comparingDouble(Ranked::total).reversed());
    reply.json(describe(model, ranked));
  }

  private static String line(JsonFields hypothesis) {
    String text = hypothesis.requiredText("text");
    if (ScoreEndpoint.hasLineBreak(text)) {
      String name = hypothesis.name("text");
      throw ApiException.invalid(name, "expected '" + name + "' to be one line, found several");
    }
    return text;
  }

  private static ObjectNode describe(ServedModel model, List<Ranked> ranked) {
    ObjectNode json = Json.object();
    json.put("object", "list");
    json.put("model", model.name());
    ArrayNode data = json.putArray("data");
    for (Ranked hypothesis : ranked) {
      data.addObject()
          .put("index", hypothesis.index())
          .put("text", hypothesis.text())
          .put("score", hypothesis.score())
          .put("log_probability", hypothesis.logProbability())
          .put("tokens", hypothesis.tokens())
          .put("total", hypothesis.total());
    }
    return json;
  }
}
