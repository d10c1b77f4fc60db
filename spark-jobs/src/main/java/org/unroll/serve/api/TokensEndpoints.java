package org.unroll.serve.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.unroll.files.Json;
import org.unroll.inference.TextModel;
import org.unroll.serve.http.Endpoint.Call;
import org.unroll.serve.http.JsonFields;
import org.unroll.serve.http.Reply;

/** {@code POST /tokenize} and {@code /detokenize}: from text to token ids and back. */
public record TokensEndpoints(ServedModels models) {

  /** The fields of a request to cut a text. */
  public static final Set<String> TOKENIZE_FIELDS = Set.of("model", "prompt", "return_token_strs");

  /** The fields of a request to join tokens. */
  public static final Set<String> DETOKENIZE_FIELDS = Set.of("model", "tokens");

  private static final String PROMPT = "prompt";
  private static final String TOKENS = "tokens";

  /** Cuts a text into tokens. */
  public void tokenize(Call call, Reply reply) {
    JsonFields fields = call.fields(TOKENIZE_FIELDS);
    ServedModel model = models.of(fields);
    String text = fields.requiredText(PROMPT);
    boolean named = fields.flag("return_token_strs", false);
    int[] ids = model.model().encode(text);
    ObjectNode json = Json.object();
    json.put("count", ids.length);
    ArrayNode tokens = json.putArray(TOKENS);
    ArrayNode names = Json.object().arrayNode();
    for (int id : ids) {
      tokens.add(id);
      names.add(model.tokenName(id));
    }
    if (named) {
      json.set("token_strs", names);
    }
    reply.json(json);
  }

  /** Joins tokens into a text. */
  public void detokenize(Call call, Reply reply) {
    JsonFields fields = call.fields(DETOKENIZE_FIELDS);
    ServedModel served = models.of(fields);
    TextModel model = served.model();
    JsonNode tokens = fields.value(TOKENS);
    if (tokens == null) {
      throw fields.missing(TOKENS, "a list of token ids");
    }
    int[] ids = Prompts.ids(tokens, TOKENS, model);
    reply.json(Json.object().put(PROMPT, model.decode(ids)));
  }
}
