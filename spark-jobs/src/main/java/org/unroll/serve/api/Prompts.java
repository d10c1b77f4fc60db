package org.unroll.serve.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.unroll.inference.TextModel;
import org.unroll.serve.http.ApiException;
import org.unroll.serve.http.JsonFields;

/** The prompts of a request: a text, texts, token ids, or lists of those. */
final class Prompts {

  private static final String EXPECTED =
      "a string, a list of strings, a list of token ids, or a list of such lists";

  /**
   * A prompt.
   *
   * @param text as given; of token ids, what they spell
   * @param ids its tokens
   * @param spelled whether the text was made of the ids
   */
  record Prompt(String text, int[] ids, boolean spelled) {

    /** The number of characters before each token. */
    int[] offsets(TextModel model) {
      return spelled ? model.offsets(ids) : model.offsets(text);
    }
  }

  private Prompts() {}

  static List<Prompt> read(JsonFields fields, String name, TextModel model) {
    JsonNode value = fields.value(name);
    if (value == null) {
      throw fields.missing(name, EXPECTED);
    }
    if (!value.isArray()) {
      if (!value.isTextual()) {
        throw JsonFields.wrong(name, EXPECTED, value);
      }
      return List.of(ofText(fields.requiredText(name), model));
    }
    if (value.isEmpty()) {
      throw ApiException.invalid(
          name, "expected '" + name + "' to be " + EXPECTED + ", found an empty list");
    }
    if (value.get(0).isTextual()) {
      return fields.texts(name).stream().map(text -> ofText(text, model)).toList();
    }
    if (value.get(0).isArray()) {
      List<Prompt> prompts = new ArrayList<>();
      for (int i = 0; i < value.size(); i++) {
        prompts.add(ofIds(value.get(i), name + "[" + i + "]", model));
      }
      return prompts;
    }
    return List.of(ofIds(value, name, model));
  }

  private static Prompt ofText(String text, TextModel model) {
    return new Prompt(text, model.encode(text), false);
  }

  private static Prompt ofIds(JsonNode list, String name, TextModel model) {
    int[] ids = ids(list, name, model);
    return new Prompt(model.decode(ids), ids, true);
  }

  /** Token ids, each of the vocabulary. */
  static int[] ids(JsonNode list, String name, TextModel model) {
    if (!list.isArray()) {
      throw JsonFields.wrong(name, "a list of token ids", list);
    }
    int[] ids = new int[list.size()];
    int last = model.vocabulary().size() - 1;
    for (int i = 0; i < ids.length; i++) {
      JsonNode id = list.get(i);
      if (!id.isIntegralNumber()
          || !id.canConvertToInt()
          || id.intValue() < 0
          || id.intValue() > last) {
        throw JsonFields.wrong(name + "[" + i + "]", "a token id from 0 to " + last, id);
      }
      ids[i] = id.intValue();
    }
    return ids;
  }

  /** Checks that texts are not too long together. */
  static void checkTokens(String name, long tokens, int max) {
    if (tokens > max) {
      throw ApiException.tooLarge(
          name,
          "expected '" + name + "' to have at most " + max + " tokens in all, found " + tokens);
    }
  }
}
