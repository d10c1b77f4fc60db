package org.unroll.serve.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.unroll.inference.Continuation;
import org.unroll.inference.GenerationConfig;
import org.unroll.inference.SamplingConfig;
import org.unroll.serve.api.Prompts.Prompt;
import org.unroll.serve.http.ApiException;
import org.unroll.serve.http.JsonFields;
import org.unroll.serve.http.Limits;

/**
 * A request for completions, as OpenAI's legacy API has it.
 *
 * @param options how each prompt is continued
 * @param output what is answered
 */
record CompletionRequest(ServedModel model, List<Prompt> prompts, Options options, Output output) {

  /** The fields of a request. */
  static final Set<String> FIELDS =
      Set.of(
          "model",
          "prompt",
          "max_tokens",
          "temperature",
          "top_p",
          "top_k",
          "min_p",
          "repetition_penalty",
          "n",
          "stop",
          "seed",
          "stream",
          "stream_options",
          "logprobs",
          "echo",
          "user",
          "best_of",
          "suffix",
          "logit_bias",
          "frequency_penalty",
          "presence_penalty");

  private static final int MAX_CHOICES = 128;
  private static final int MAX_STOPS = 16;
  private static final int MAX_LOGPROBS = 20;

  /** What OpenAI's API takes when a field is missing. */
  private static final int MISSING_MAX_TOKENS = 16;

  /**
   * How each prompt is continued.
   *
   * @param maxTokens the most tokens that are added
   * @param choices n, the number of continuations of each prompt
   * @param sampling with the seed of the first choice
   */
  record Options(int maxTokens, int choices, List<String> stop, SamplingConfig sampling) {

    /** The configuration of one choice, which is drawn with a seed of its own. */
    GenerationConfig of(int choice) {
      SamplingConfig own =
          new SamplingConfig(
              sampling.repetitionPenalty(),
              sampling.temperature(),
              sampling.topK(),
              sampling.topP(),
              sampling.minP(),
              Continuation.seed(sampling.seed(), choice));
      return new GenerationConfig(own, Math.max(1, maxTokens), stop);
    }
  }

  /**
   * What is answered.
   *
   * @param logprobs the most probable tokens to be listed for each; empty for none
   * @param echo whether the text begins with the prompt
   * @param stream whether the answer comes in events
   * @param usage whether the events end with the number of tokens
   */
  record Output(OptionalInt logprobs, boolean echo, boolean stream, boolean usage) {}

  static CompletionRequest read(JsonFields fields, ServedModels models, Limits limits) {
    ServedModel model = models.of(fields);
    Options options = options(fields);
    Output output = output(fields);
    acceptNeutral(fields, options);
    List<Prompt> prompts = Prompts.read(fields, "prompt", model.model());
    long tokens = prompts.stream().mapToLong(prompt -> prompt.ids().length).sum();
    Prompts.checkTokens("prompt", tokens, limits.maxPromptTokens());
    long drawn = (long) prompts.size() * options.choices() * options.maxTokens();
    if (drawn > limits.maxNewTokens()) {
      throw ApiException.invalid(
          "max_tokens",
          "expected max_tokens times n times the number of prompts to be at most "
              + limits.maxNewTokens()
              + ", found "
              + drawn);
    }
    if ((long) prompts.size() * options.choices() > limits.maxNewTokens() + 1L) {
      throw ApiException.tooLarge("prompt", "expected fewer prompts, found " + prompts.size());
    }
    return new CompletionRequest(model, prompts, options, output);
  }

  private static Options options(JsonFields fields) {
    double temperature = fields.number("temperature", 1, 0, Double.MAX_VALUE);
    double topP = fields.number("top_p", 1, Double.MIN_VALUE, 1);
    int topK = fields.integer("top_k", 0, 0, Integer.MAX_VALUE);
    double minP = fields.number("min_p", 0, 0, 1);
    double penalty = fields.number("repetition_penalty", 1, Double.MIN_VALUE, Double.MAX_VALUE);
    OptionalLong seed = seed(fields);
    SamplingConfig sampling =
        new SamplingConfig(
            penalty,
            temperature,
            topK,
            topP,
            minP,
            seed.orElseGet(() -> ThreadLocalRandom.current().nextLong()));
    List<String> stop = fields.texts("stop");
    if (stop.size() > MAX_STOPS || stop.contains("")) {
      throw ApiException.invalid(
          "stop",
          "expected 'stop' to be at most "
              + MAX_STOPS
              + " strings that are not empty, found "
              + (stop.contains("") ? "an empty one" : String.valueOf(stop.size())));
    }
    return new Options(
        fields.integer("max_tokens", MISSING_MAX_TOKENS, 0, Integer.MAX_VALUE),
        fields.integer("n", 1, 1, MAX_CHOICES),
        stop,
        sampling);
  }

  private static OptionalLong seed(JsonFields fields) {
    return fields.value("seed") == null
        ? OptionalLong.empty()
        : OptionalLong.of(fields.whole("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private static Output output(JsonFields fields) {
    OptionalInt logprobs =
        fields.value("logprobs") == null
            ? OptionalInt.empty()
            : OptionalInt.of(fields.integer("logprobs", 0, 0, MAX_LOGPROBS));
    boolean stream = fields.flag("stream", false);
    boolean usage =
        fields
            .object("stream_options", Set.of("include_usage"))
            .map(nested -> nested.flag("include_usage", false))
            .orElse(false);
    return new Output(logprobs, fields.flag("echo", false), stream, usage);
  }

  /** Accepts the fields of OpenAI's API that have no counterpart, with the values of no effect. */
  private static void acceptNeutral(JsonFields fields, Options options) {
    fields.text("user");
    for (String name : Set.of("frequency_penalty", "presence_penalty")) {
      if (fields.number(name, 0, -Double.MAX_VALUE, Double.MAX_VALUE) != 0) {
        throw unsupported(name, "0; use repetition_penalty");
      }
    }
    if (fields.integer("best_of", options.choices(), 1, MAX_CHOICES) != options.choices()) {
      throw unsupported("best_of", "n");
    }
    if (!fields.text("suffix").orElse("").isEmpty()) {
      throw unsupported("suffix", "empty");
    }
    JsonNode bias = fields.value("logit_bias");
    if (bias != null && !(bias.isObject() && bias.isEmpty())) {
      throw unsupported("logit_bias", "empty");
    }
  }

  private static ApiException unsupported(String name, String expected) {
    return new ApiException(
        400,
        name,
        "unsupported",
        "'" + name + "' is not supported: expected it to be missing or " + expected);
  }
}
