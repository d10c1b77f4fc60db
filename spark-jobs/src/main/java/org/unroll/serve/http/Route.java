package org.unroll.serve.http;

import java.util.List;

/**
 * A path of the server.
 *
 * @param method GET, which stands for HEAD too, or POST
 * @param path of the route; one that ends with a slash stands for all below it
 * @param access who may ask
 * @param endpoint the answer
 */
public record Route(String method, String path, Access access, Endpoint endpoint) {

  /** Who may ask, and how long it takes. */
  public enum Access {
    /** Anyone; answered at once. */
    OPEN,
    /** Those with a key; answered at once. */
    KEY,
    /** Those with a key, when it is their turn. */
    QUEUED
  }

  boolean matches(String asked) {
    return path.endsWith("/") && path.length() > 1 ? asked.startsWith(path) : asked.equals(path);
  }

  boolean allows(String asked) {
    return methods().contains(asked);
  }

  List<String> methods() {
    return method.equals("GET") ? List.of("GET", "HEAD") : List.of(method);
  }
}
