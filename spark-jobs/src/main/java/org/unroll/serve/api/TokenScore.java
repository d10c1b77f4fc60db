package org.unroll.serve.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.files.Json;
import org.unroll.inference.Distribution;

/**
 * The log-probability of a token, with those of others in its place.
 *
 * @param name of the token
 * @param offset the number of characters (code points) of the text before it
 * @param logProbability its natural logarithm; null for the first token of a prompt
 * @param top the most probable tokens, and this one; null for the first token of a prompt
 */
record TokenScore(
    String name, int offset, @Nullable Double logProbability, @Nullable ObjectNode top) {

  /**
   * The score of a token.
   *
   * @param count how many of the most probable tokens are listed
   */
  static TokenScore of(ServedModel model, int id, int offset, Distribution before, int count) {
    String name = model.tokenName(id);
    ObjectNode top = Json.object();
    for (int other : before.mostProbable(0, count)) {
      String otherName = model.tokenName(other);
      // Two tokens may spell the same; the more probable one is listed.
      if (!top.has(otherName)) {
        top.put(otherName, (double) before.logProbability(other));
      }
    }
    double logProbability = before.logProbability(id);
    top.put(name, logProbability);
    return new TokenScore(name, offset, logProbability, top);
  }

  /** The same at another place of the text. */
  TokenScore at(int place) {
    return new TokenScore(name, place, logProbability, top);
  }

  /** The scores as OpenAI's legacy API has them. */
  static ObjectNode json(List<TokenScore> scores) {
    ObjectNode json = Json.object();
    ArrayNode tokens = json.putArray("tokens");
    ArrayNode logProbabilities = json.putArray("token_logprobs");
    ArrayNode top = json.putArray("top_logprobs");
    ArrayNode offsets = json.putArray("text_offset");
    for (TokenScore score : scores) {
      tokens.add(score.name);
      logProbabilities.add(score.logProbability);
      top.add(score.top);
      offsets.add(score.offset);
    }
    return json;
  }
}
