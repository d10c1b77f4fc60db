package org.unroll.serve.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.unroll.files.Json;
import org.unroll.inference.Distribution;
import org.unroll.inference.Session;
import org.unroll.serve.api.Prompts.Prompt;
import org.unroll.serve.http.Deadline;
import org.unroll.serve.http.Endpoint;
import org.unroll.serve.http.Limits;
import org.unroll.serve.http.Reply;
import org.unroll.serve.http.ServeMetrics;

/** {@code POST /v1/completions}: texts that continue prompts. */
public final class CompletionsEndpoint implements Endpoint {

  /** The fields of a request. */
  public static final Set<String> FIELDS = CompletionRequest.FIELDS;

  private final ServedModels models;
  private final Limits limits;
  private final ServeMetrics metrics;

  /** The completions of some models. */
  public CompletionsEndpoint(ServedModels models, Limits limits, ServeMetrics metrics) {
    this.models = models;
    this.limits = limits;
    this.metrics = metrics;
  }

  @Override
  public void handle(Call call, Reply reply) {
    CompletionRequest request = CompletionRequest.read(call.fields(FIELDS), models, limits);
    ObjectNode head = head(request);
    List<Choice> choices = new ArrayList<>();
    for (Prompt prompt : request.prompts()) {
      addChoices(request, prompt, choices, call.deadline());
    }
    boolean stream = request.output().stream();
    if (stream) {
      send(choices, head, reply);
    }
    List<Choice> active = new ArrayList<>(choices);
    active.removeIf(Choice::isFinished);
    List<Distribution> next = next(request, active);
    while (!active.isEmpty()) {
      call.deadline().check();
      int[] ids = new int[active.size()];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = active.get(i).draw(next.get(i));
      }
      if (stream) {
        send(active, head, reply);
      }
      next = step(request, active, ids);
    }
    count(request, choices);
    if (stream) {
      if (request.output().usage()) {
        ObjectNode last = head.deepCopy();
        last.putArray("choices");
        last.set("usage", usage(request, choices));
        reply.event(last);
      }
      reply.endEvents();
    } else {
      ArrayNode list = head.putArray("choices");
      choices.forEach(choice -> list.add(Objects.requireNonNull(choice.next())));
      head.set("usage", usage(request, choices));
      reply.json(head);
    }
  }

  private static ObjectNode head(CompletionRequest request) {
    ObjectNode head = Json.object();
    head.put("id", "cmpl-" + UUID.randomUUID().toString().replace("-", ""));
    head.put("object", "text_completion");
    head.put("created", System.currentTimeMillis() / 1000);
    head.put("model", request.model().name());
    return head;
  }

  /** Reads a prompt once, for all its choices. */
  private static void addChoices(
      CompletionRequest request, Prompt prompt, List<Choice> choices, Deadline deadline) {
    deadline.check();
    ServedModel model = request.model();
    Session session = model.model().newSession();
    List<TokenScore> scores = List.of();
    if (request.output().echo() && request.output().logprobs().isPresent()) {
      int count = request.output().logprobs().getAsInt();
      scores = PromptScores.read(model, prompt, session, count, deadline);
    } else if (request.options().maxTokens() > 0) {
      model.batcher().read(session, prompt.ids());
    }
    for (int i = 0; i < request.options().choices(); i++) {
      choices.add(new Choice(choices.size(), request, prompt, session.fork(), scores));
    }
  }

  private static List<Distribution> next(CompletionRequest request, List<Choice> active) {
    return request.model().batcher().next(active.stream().map(Choice::session).toList());
  }

  /** Reads what was drawn, and leaves out the choices that have ended with it. */
  private static List<Distribution> step(
      CompletionRequest request, List<Choice> active, int[] ids) {
    List<Session> sessions = new ArrayList<>();
    List<Integer> reading = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      if (!active.get(i).isFinished()) {
        sessions.add(active.get(i).session());
        reading.add(ids[i]);
      }
    }
    active.removeIf(Choice::isFinished);
    return request
        .model()
        .batcher()
        .step(sessions, reading.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void send(List<Choice> choices, ObjectNode head, Reply reply) {
    for (Choice choice : choices) {
      ObjectNode part = choice.next();
      if (part != null) {
        ObjectNode event = head.deepCopy();
        event.putArray("choices").add(part);
        reply.event(event);
      }
    }
  }

  private static ObjectNode usage(CompletionRequest request, List<Choice> choices) {
    long read = promptTokens(request);
    long drawn = drawnTokens(choices);
    ObjectNode usage = Json.object();
    usage.put("prompt_tokens", read);
    usage.put("completion_tokens", drawn);
    usage.put("total_tokens", read + drawn);
    return usage;
  }

  private static long promptTokens(CompletionRequest request) {
    return request.prompts().stream().mapToLong(prompt -> prompt.ids().length).sum();
  }

  private static long drawnTokens(List<Choice> choices) {
    return choices.stream().mapToLong(Choice::drawn).sum();
  }

  private void count(CompletionRequest request, List<Choice> choices) {
    metrics.tokens(request.model().name(), "prompt", promptTokens(request));
    metrics.tokens(request.model().name(), "completion", drawnTokens(choices));
  }
}
