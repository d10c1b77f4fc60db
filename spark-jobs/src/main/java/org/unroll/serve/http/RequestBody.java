package org.unroll.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Request;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;

/** The body of a request: one object of JSON, in UTF-8. */
final class RequestBody {

  private static final String BODY = "body";

  private RequestBody() {}

  /** Checks what the headers say about the body, before it is read. */
  static void checkHeaders(Request request, int maxBytes) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type != null) {
      String media = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
      if (!media.equals("application/json")) {
        throw unsupported(HttpHeader.CONTENT_TYPE, "application/json", type);
      }
      String charset = MimeTypes.getCharsetFromContentType(type);
      if (charset != null && !charset.toLowerCase(Locale.ROOT).matches("utf-?8")) {
        throw unsupported(HttpHeader.CONTENT_TYPE, "the charset utf-8", charset);
      }
    }
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw unsupported(HttpHeader.CONTENT_ENCODING, "no encoding", encoding);
    }
    if (request.getLength() > maxBytes) {
      throw tooLarge(maxBytes);
    }
  }

  private static ApiException unsupported(HttpHeader header, String expected, String found) {
    return new ApiException(
        415,
        header.asString(),
        "unsupported",
        "expected " + expected + " in the header " + header.asString() + ", found " + found);
  }

  static ApiException tooLarge(int maxBytes) {
    return ApiException.tooLarge(
        BODY, "expected a body of at most " + maxBytes + " bytes, found a larger one");
  }

  static JsonNode parse(byte[] bytes, int maxBytes) {
    if (bytes.length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    JsonNode json;
    try {
      json = Json.tree(decode(bytes), "the body", "one object of JSON");
    } catch (BadDataException e) {
      throw ApiException.invalid(
          BODY, String.valueOf(e.getMessage()).replaceFirst(" \\(start marker at .*", ""));
    }
    if (!json.isObject()) {
      throw json.isMissingNode()
          ? ApiException.invalid(BODY, "expected 'body' to be an object of JSON, found nothing")
          : JsonFields.wrong(BODY, "an object of JSON", json);
    }
    return json;
  }

  private static String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw ApiException.invalid(
          BODY,
          String.format(
              Locale.ROOT,
              "expected a body in UTF-8, found the byte 0x%02x at byte %d",
              in.get(in.position()),
              in.position()));
    }
    return out.flip().toString();
  }
}
