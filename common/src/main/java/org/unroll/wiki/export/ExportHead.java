package org.unroll.wiki.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;
import org.unroll.wiki.SiteInfo;

/**
 * What stands before the first page of a dump.
 *
 * @param siteInfo what the dump says of its wiki
 * @param rooted whether the pages stand in a {@code <mediawiki>}, as in all dumps but excerpts
 * @param utf8 whether it is in UTF-8, which most dumps are; else XML's own rules tell the encoding
 */
public record ExportHead(SiteInfo siteInfo, boolean rooted, boolean utf8) {

  /**
   * Reads the head of a dump.
   *
   * @param dump from its first byte on
   * @throws IOException if the bytes cannot be read, or are not XML that begins as a dump does
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
              "expected a dump of a wiki, which begins with <mediawiki>, found <"
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
