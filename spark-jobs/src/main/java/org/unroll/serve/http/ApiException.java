package org.unroll.serve.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.unroll.files.Json;

/** An error that a client is told, as OpenAI's error object. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String parameter;
  private final @Nullable String code;

  /**
   * An error.
   *
   * @param status of HTTP
   * @param parameter the field of the body, or the header, that is wrong; null if none is
   * @param code for programs; null if the status says all
   * @param message what was expected, what was found, what to do
   */
  public ApiException(
      int status, @Nullable String parameter, @Nullable String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.parameter = parameter;
    this.code = code;
  }

  /** A field of a request that is wrong. */
  public static ApiException invalid(String parameter, String message) {
    return new ApiException(400, parameter, null, message);
  }

  /** A request that asks for more than is allowed. */
  public static ApiException tooLarge(@Nullable String parameter, String message) {
    return new ApiException(413, parameter, "too_large", message);
  }

  /** A server that has too much to do. */
  public static ApiException tooMany(String message) {
    return new ApiException(429, null, "too_many_requests", message);
  }

  /** A server that cannot answer now. */
  public static ApiException unavailable(String code, String message) {
    return new ApiException(503, null, code, message);
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** The body of the answer. */
  public ObjectNode body() {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    error.put("message", getMessage());
    error.put("type", type(status));
    error.put("param", parameter);
    error.put("code", code);
    return body;
  }

  /** OpenAI's name for a kind of error. */
  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 404 -> "not_found_error";
      case 429 -> "rate_limit_error";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }
}
