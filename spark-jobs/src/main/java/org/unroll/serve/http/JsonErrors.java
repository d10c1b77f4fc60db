package org.unroll.serve.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.unroll.files.Json;

/** The answer to what Jetty itself refuses, such as a request that is not HTTP: JSON, too. */
final class JsonErrors extends ErrorHandler {

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    byte[] body = body(status, message);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  @Override
  public ByteBuffer badMessageError(
      int status, @Nullable String reason, HttpFields.Mutable headers) {
    byte[] body = body(status, reason);
    headers.put(HttpHeader.CONTENT_TYPE, "application/json");
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    return ByteBuffer.wrap(body);
  }

  private static byte[] body(int status, @Nullable String reason) {
    String meaning = HttpStatus.getMessage(status);
    String found =
        reason == null || reason.isBlank() || reason.equals(meaning) ? "" : ": " + reason;
    return Json.compact(new ApiException(status, parameter(status), null, meaning + found).body())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The part of the request that a status is about. */
  private static @Nullable String parameter(int status) {
    return switch (status) {
      case HttpStatus.URI_TOO_LONG_414 -> "path";
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "headers";
      case HttpStatus.EXPECTATION_FAILED_417 -> "Expect";
      case HttpStatus.BAD_REQUEST_400, HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> "request";
      default -> null;
    };
  }
}
