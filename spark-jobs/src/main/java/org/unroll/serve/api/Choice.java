package org.unroll.serve.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.unroll.files.Json;
import org.unroll.inference.Continuation;
import org.unroll.inference.Distribution;
import org.unroll.inference.Session;
import org.unroll.serve.api.Prompts.Prompt;

/** One continuation of one prompt, as far as it has come, and what of it was sent. */
final class Choice {

  private final int index;
  private final CompletionRequest request;
  private final Prompt prompt;
  private final Session session;
  private final @Nullable Continuation continuation; // null if nothing is drawn
  private final List<TokenScore> promptScores;
  private final List<TokenScore> scores = new ArrayList<>(); // of those, if they are asked for
  private boolean promptSent;
  private int sentCharacters;
  private int sentTokens;

  /**
   * A choice at its beginning.
   *
   * @param index among all choices of the request
   * @param session that has read the prompt
   * @param promptScores those of the prompt's tokens, if they are asked for
   */
  Choice(
      int index,
      CompletionRequest request,
      Prompt prompt,
      Session session,
      List<TokenScore> promptScores) {
    this.index = index;
    this.request = request;
    this.prompt = prompt;
    this.session = session;
    this.promptScores = promptScores;
    int choice = index % request.options().choices();
    this.continuation =
        request.options().maxTokens() == 0
            ? null
            : new Continuation(
                request.model().model(), prompt.text(), prompt.ids(), request.options().of(choice));
  }

  Session session() {
    return session;
  }

  boolean isFinished() {
    return continuation == null || continuation.isFinished();
  }

  int drawn() {
    return continuation == null ? 0 : continuation.drawn().size();
  }

  /** Draws the next token; returns its id. */
  int draw(Distribution next) {
    int id = Objects.requireNonNull(continuation).draw(next);
    OptionalInt logprobs = request.output().logprobs();
    if (logprobs.isPresent()) {
      scores.add(TokenScore.of(request.model(), id, 0, next, logprobs.getAsInt()));
    }
    return id;
  }

  /**
   * What is new since the last call, as an object of the list {@code choices}; null if there is
   * nothing yet.
   */
  @Nullable ObjectNode next() {
    String text = continuation == null ? "" : continuation.stableText();
    String part = text.substring(Math.min(sentCharacters, text.length()));
    boolean echoes = request.output().echo() && !promptSent;
    if (part.isEmpty() && !echoes && !isFinished()) {
      return null;
    }
    List<TokenScore> sent = new ArrayList<>(echoes ? promptScores : List.of());
    addScores(text, sent);
    ObjectNode json = Json.object();
    json.put("index", index);
    json.put("text", (echoes ? prompt.text() : "") + part);
    json.set(
        "logprobs",
        request.output().logprobs().isPresent() ? TokenScore.json(sent) : Json.object().nullNode());
    json.put(
        "finish_reason",
        !isFinished()
            ? null
            : continuation == null
                ? "length"
                : continuation.finish().name().toLowerCase(Locale.ROOT));
    promptSent = true;
    sentCharacters = text.length();
    return json;
  }

  /** Adds the scores of the tokens that were drawn, stand in the text, and were not sent. */
  private void addScores(String text, List<TokenScore> sent) {
    if (continuation == null || scores.isEmpty()) {
      return;
    }
    int[] indices = continuation.offsets();
    int[] offsets = PromptScores.codePoints(text, indices);
    int first =
        request.output().echo() ? prompt.text().codePointCount(0, prompt.text().length()) : 0;
    boolean all = continuation.isFinished() && continuation.finish() == Continuation.Finish.LENGTH;
    while (sentTokens < scores.size() && (all || indices[sentTokens] < text.length())) {
      sent.add(scores.get(sentTokens).at(first + offsets[sentTokens]));
      sentTokens++;
    }
  }
}
