package org.unroll.serve.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.unroll.files.Json;
import org.unroll.serve.http.ApiException;
import org.unroll.serve.http.JsonFields;

/** The models of a server; the first is meant where a request names none. */
public record ServedModels(List<ServedModel> models) {

  private static final String MODEL = "model";

  /** Checks that there is one. */
  public ServedModels {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("expected at least one model, found none");
    }
  }

  /** The model that a request names. */
  ServedModel of(JsonFields fields) {
    return fields.text(MODEL).map(this::named).orElse(models.get(0));
  }

  private ServedModel named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new ApiException(
                    404,
                    MODEL,
                    "model_not_found",
                    "expected one of the models "
                        + String.join(", ", models.stream().map(ServedModel::name).toList())
                        + ", found '"
                        + name
                        + "'"));
  }

  private Optional<ServedModel> find(String name) {
    return models.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** The list that OpenAI's clients ask for. */
  public ObjectNode list() {
    ObjectNode list = Json.object();
    list.put("object", "list");
    ArrayNode data = list.putArray("data");
    models.forEach(model -> data.add(describe(model)));
    return list;
  }

  /** One model of the list. */
  public ObjectNode one(String name) {
    return describe(named(name));
  }

  private static ObjectNode describe(ServedModel model) {
    ObjectNode object = Json.object();
    object.put("id", model.name());
    object.put("object", MODEL);
    object.put("created", model.created());
    object.put("owned_by", "unroll");
    object.put("vocabulary_size", model.model().vocabulary().size());
    return object;
  }
}
