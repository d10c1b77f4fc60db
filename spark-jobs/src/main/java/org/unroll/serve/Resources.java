package org.unroll.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.unroll.files.Sha256;
import org.unroll.serve.http.Route;
import org.unroll.serve.http.Route.Access;

/** The files that the server hands out as they are: the keyboard page and the API's description. */
final class Resources {

  /** Nothing is taken from another host, and nothing runs but the page's own scripts. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private record Resource(String path, String name, String type) {}

  private static final List<Resource> ALL =
      List.of(
          new Resource("/", "index.html", "text/html; charset=utf-8"),
          new Resource("/keyboard.css", "keyboard.css", "text/css; charset=utf-8"),
          new Resource("/keyboard.js", "keyboard.js", "text/javascript; charset=utf-8"),
          new Resource("/keys.js", "keys.js", "text/javascript; charset=utf-8"),
          new Resource("/text.js", "text.js", "text/javascript; charset=utf-8"),
          new Resource("/suggestions.js", "suggestions.js", "text/javascript; charset=utf-8"),
          new Resource("/icon.svg", "icon.svg", "image/svg+xml"),
          new Resource("/openapi.json", "openapi.json", "application/json"));

  private Resources() {}

  static List<Route> routes() {
    return ALL.stream().map(Resources::route).toList();
  }

  private static Route route(Resource resource) {
    byte[] content = read(resource.name());
    String tag = "\"" + Sha256.of(content).substring(0, 16).toLowerCase(Locale.ROOT) + "\"";
    return new Route(
        "GET",
        resource.path(),
        Access.OPEN,
        (call, reply) ->
            reply
                .header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-cache")
                .header("ETag", tag)
                .bytes(resource.type(), content));
  }

  private static byte[] read(String name) {
    try (InputStream in = Resources.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("expected " + name + " in the jar, found none");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
