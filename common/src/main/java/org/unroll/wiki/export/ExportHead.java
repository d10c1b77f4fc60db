package org.unroll.wiki.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;
import org.unroll.wiki.SiteInfo;

/**
 * The part of a dump before its first page.
 *
 * @param siteInfo the description of the wiki
 * @param rooted whether a {@code <mediawiki>} element encloses the pages, as in all dumps but
 *     excerpts
 * @param utf8 whether the dump is in UTF-8, as most are; otherwise the encoding follows from the
 *     rules of XML
 */
public record ExportHead(SiteInfo siteInfo, boolean rooted, boolean utf8) {

  /**
   * Reads the head of a dump.
   *
   * @param dump the dump from its first byte
   * @throws IOException if the bytes cannot be read, or are not XML that starts as a dump does
   */
  public static ExportHead read(InputStream dump) throws IOException {
    XMLStreamReader reader = ExportXml.open(dump);
    String encoding = reader.getEncoding();
    boolean utf8 = encoding == null || encoding.equals("UTF-8");
    while (ExportXml.next(reader) != XMLStreamReader.START_ELEMENT) {
      // Comments and white space.
    }
    return switch (reader.getLocalName()) {
      case "page" -> new ExportHead(new SiteInfo("", "", Map.of()), false, utf8);
      case "mediawiki" ->
          new ExportHead(siteInfo(reader, ExportXml.attribute(reader, "xml:lang")), true, utf8);
      default ->
          throw new IOException(
              "expected a dump of a wiki, which starts with <mediawiki>, found <"
                  + reader.getLocalName()
                  + ">");
    };
  }

  private static SiteInfo siteInfo(XMLStreamReader reader, String language) throws IOException {
    String databaseName = "";
    Map<Integer, String> namespaces = new HashMap<>();
    int depth = 1;
    while (depth > 0) {
      int event = ExportXml.next(reader);
      if (event == XMLStreamReader.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamReader.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "page" -> depth = 0;
          case "dbname" -> databaseName = ExportXml.elementText(reader);
          case "namespace" -> {
            int key = PageReader.number(ExportXml.attribute(reader, "key"), "namespace");
            namespaces.put(key, ExportXml.elementText(reader));
          }
          default -> depth++;
        }
      }
    }
    return new SiteInfo(databaseName, language, namespaces);
  }
}
