package org.unroll.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small dumps of an invented wiki. */
public final class SampleDump {

  private static final String HEAD =
      """
      <mediawiki version="0.11" xml:lang="pt"><siteinfo><dbname>ptwiki</dbname><namespaces>
      <namespace key="0" /><namespace key="6">Ficheiro</namespace></namespaces></siteinfo>
      """;

  private SampleDump() {}

  /** Returns a page of namespace 0. */
  public static String page(long id, String title, String wikitext) {
    return page(id, 0, title, "", wikitext);
  }

  public static String page(long id, int namespace, String title, String more, String wikitext) {
    return ("<page><title>%s</title><ns>%d</ns><id>%d</id>%s<revision><id>%d</id>"
            + "<timestamp>2026-01-01T00:00:00Z</timestamp><text>%s</text></revision></page>\n")
        .formatted(title, namespace, id, more, id + 1000, wikitext);
  }

  /** Returns an article of several kilobytes, whose text names its revision. */
  public static String longPage(long id, long revision) {
    StringBuilder text =
        new StringBuilder("'''Lugar " + id + "''' na versão " + revision + ".\n\n");
    for (int line = 0; line < 100; line++) {
      text.append("Na [[rua %d]] há %d casas.{{nota}}\n\n".formatted(line, line * id % 97));
    }
    return page(id, "Lugar " + id, text.toString())
        .replace("<id>" + (id + 1000) + "</id>", "<id>" + revision + "</id>");
  }

  /** Returns a dump of {@code pages}. */
  public static String xml(String... pages) {
    return HEAD + String.join("", pages) + "</mediawiki>\n";
  }

  /** Writes a dump with a page for several reasons to skip, and articles of a few sentences. */
  public static Path write(Path file, int articles) throws IOException {
    StringBuilder pages = new StringBuilder();
    pages.append(page(1, 4, "Wikipédia:A", "", "x"));
    pages.append(page(2, 0, "Rio", "<redirect title=\"Rio A\" />", "#REDIRECIONAMENTO [[Rio A]]"));
    pages.append(page(3, "Nada", "{{Info|nome=nada}}"));
    for (int article = 0; article < articles; article++) {
      String text =
          "'''Lugar %d''' é uma [[cidade]].&lt;ref&gt;x&lt;/ref&gt;\n\nTem %d rios e %d pontes."
              .formatted(article, article % 7, article % 11);
      pages.append(page(10 + article, "Lugar " + article, text));
    }
    return Files.writeString(file, xml(pages.toString()));
  }
}
