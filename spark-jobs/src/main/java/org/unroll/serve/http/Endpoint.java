package org.unroll.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What is done with the requests of one path. */
@FunctionalInterface
public interface Endpoint {

  /**
   * A request whose head and body have been read.
   *
   * @param rest what follows the path of the route
   * @param body an object of JSON; empty with GET
   * @param deadline until when it must be answered
   */
  record Call(String rest, JsonNode body, Deadline deadline) {

    /**
     * The fields of the body.
     *
     * @param known the names that they may have
     * @throws ApiException if there is another
     */
    public JsonFields fields(Set<String> known) {
      return new JsonFields(body, known);
    }
  }

  /**
   * Answers a request, exactly once.
   *
   * @throws ApiException which is the answer, then
   */
  void handle(Call call, Reply reply);
}
