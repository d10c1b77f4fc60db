package org.unroll.serve.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** {@code POST /v1/score}: the log-probabilities of texts and of their tokens. */
public record ScoreEndpoint(ServedModels models, Limits limits, ServeMetrics metrics)
    implements Endpoint {

  /** The fields of a request. */
  public static final Set<String> FIELDS = Set.of("model", "text", "end_of_line");

  private static final String TEXT = "text";

  @Override
  public void handle(Call call, Reply reply) {
    JsonFields fields = call.fields(FIELDS);
    ServedModel model = models.of(fields);
    if (fields.value(TEXT) == null) {
      throw fields.missing(TEXT, "a string or a list of strings");
    }
    List<String> texts = fields.texts(TEXT);
    boolean ends = fields.flag("end_of_line", false);
    if (texts.isEmpty()) {
      throw ApiException.invalid(TEXT, "expected 'text' to have at least one text, found none");
    }
    long tokens = LineScores.tokens(model, texts);
    Prompts.checkTokens(TEXT, tokens, limits.maxPromptTokens());
    List<ScoreReport> reports = score(model, texts, ends, call);
    metrics.tokens(model.name(), "scored", tokens);
    ObjectNode json = Json.object();
    json.put("object", "list");
    json.put("model", model.name());
    ArrayNode data = json.putArray("data");
    for (ScoreReport report : reports) {
      data.add(describe(data.size(), report));
    }
    reply.json(json);
  }

  private static List<ScoreReport> score(
      ServedModel model, List<String> texts, boolean ends, Call call) {
    if (ends && texts.stream().noneMatch(ScoreEndpoint::hasLineBreak)) {
      return LineScores.lines(model, texts, call.deadline());
    }
    for (int i = 0; i < texts.size() && !ends; i++) {
      if (model.model().encode(texts.get(i)).length == 0) {
        throw ApiException.invalid(
            texts.size() == 1 ? TEXT : TEXT + "[" + i + "]",
            "expected a text with at least one token, found '" + texts.get(i) + "'");
      }
    }
    List<String> whole = ends ? texts.stream().map(text -> text + "\n").toList() : texts;
    return LineScores.texts(model, whole, call.deadline());
  }

  static boolean hasLineBreak(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }

  private static ObjectNode describe(int index, ScoreReport report) {
    ObjectNode json = Json.object();
    json.put("index", index);
    json.put("log_probability", report.logProbability());
    json.put("perplexity", report.perplexity());
    json.put("log_probability_without_unk", report.logProbabilityWithoutUnk());
    json.put("perplexity_without_unk", report.perplexityWithoutUnk());
    json.put("unknown", report.unknown());
    json.put("ends_of_lines", report.endsOfLines());
    ArrayNode tokens = json.putArray("tokens");
    report
        .tokens()
        .forEach(
            token ->
                tokens
                    .addObject()
                    .put("token", token.token())
                    .put("log_probability", token.logProbability())
                    .put("unknown", token.unknown()));
    return json;
  }
}
