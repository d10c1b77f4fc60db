package org.unroll.wiki;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The word lists and tables in the resources of this package. */
public final class WikiResources {

  private WikiResources() {}

  /**
   * Returns the lines of a resource without comments (lines that start with {@code //}) and blank
   * lines.
   */
  public static List<String> lines(String name) {
    try (InputStream in = WikiResources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("//"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
