package org.unroll.serve.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.unroll.files.Json;
import org.unroll.serve.http.Endpoint;
import org.unroll.serve.http.JsonFields;
import org.unroll.serve.http.Limits;
import org.unroll.serve.http.Reply;
import org.unroll.suggest.Suggester.Suggestions;

/** {@code POST /v1/suggest}: the words that a keyboard offers. */
public record SuggestEndpoint(ServedModels models, Limits limits) implements Endpoint {

  /** The fields of a request. */
  public static final Set<String> FIELDS = Set.of("model", "context", "prefix", "k");

  private static final int MISSING_K = 3;
  private static final int MAX_K = 100;
  private static final int MAX_PREFIX = 100;

  @Override
  public void handle(Call call, Reply reply) {
    JsonFields fields = call.fields(FIELDS);
    ServedModel model = models.of(fields);
    String context = fields.text("context").orElse("");
    String prefix = fields.text("prefix").orElse("");
    int k = fields.integer("k", MISSING_K, 1, MAX_K);
    if (prefix.length() > MAX_PREFIX) {
      throw org.unroll.serve.http.ApiException.tooLarge(
          "prefix",
          "expected 'prefix' to have at most "
              + MAX_PREFIX
              + " characters, found "
              + prefix.length());
    }
    Prompts.checkTokens("context", model.model().encode(context).length, limits.maxPromptTokens());
    Suggestions found = model.suggester().suggest(context, prefix, k);
    ObjectNode json = Json.object();
    json.put("model", model.name());
    ArrayNode list = json.putArray("suggestions");
    found
        .suggestions()
        .forEach(
            word ->
                list.addObject().put("text", word.word()).put("probability", word.probability()));
    json.put("sure", found.sure());
    reply.json(json);
  }
}
