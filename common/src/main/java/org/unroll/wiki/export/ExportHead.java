package org.unroll.wiki.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.SiteInfo;

/**
 * The part of a dump before its first page.
 *
 * @param siteInfo the description of the wiki
 * @param rooted whether a {@code <mediawiki>} element encloses the pages, as in all dumps but
 *     excerpts
 * @param encoding the name of the dump's encoding, which follows from the rules of XML
 * @param damage the error at which reading stopped; null if the head is whole
 */
public record ExportHead(
    SiteInfo siteInfo, boolean rooted, String encoding, @Nullable IOException damage) {

  private static final String UTF_8 = "UTF-8";
  private static final int MAX_NAMESPACES = 1000;

  /** The head of a dump of which nothing is known but the error at which reading stopped. */
  public static ExportHead unknown(IOException damage) {
    return new ExportHead(new SiteInfo("", "", Map.of()), true, UTF_8, damage);
  }

  /** Whether the dump is in UTF-8, as most are. */
  public boolean utf8() {
    return encoding.equals(UTF_8);
  }

  /**
   * Reads the head of a dump.
   *
   * @param dump the dump from its first byte
   * @throws IOException if the bytes cannot be read, or are not XML that starts as a dump does
   */
  public static ExportHead read(InputStream dump) throws IOException {
    ExportHead head = readIntact(dump);
    if (head.damage != null) {
      throw head.damage;
    }
    return head;
  }

  /**
   * Reads the head of a dump up to the first damage after the start of its first element.
   *
   * @param dump the dump from its first byte
   * @throws IOException if the bytes before it cannot be read, or are not XML that starts as a dump
   *     does
   */
  public static ExportHead readIntact(InputStream dump) throws IOException {
    ExportXml xml = new ExportXml(new TagByTag(dump));
    String encoding = xml.encoding() == null ? UTF_8 : xml.encoding();
    if (!xml.nextChild() || !xml.name().matches("page|mediawiki")) {
      throw new MalformedExportException(
          "expected a dump of a wiki, which starts with <mediawiki>, found <" + xml.name() + ">");
    }
    if (xml.name().equals("page")) {
      return new ExportHead(new SiteInfo("", "", Map.of()), false, encoding, null);
    }
    return new SiteInfoReader(xml).read(encoding);
  }

  /** The reader of the description of a wiki, which keeps what it read before an error. */
  private static final class SiteInfoReader {

    private final ExportXml xml;
    private final String language;
    private final Map<Integer, String> namespaces = new HashMap<>();
    private String databaseName = "";

    SiteInfoReader(ExportXml xml) throws IOException {
      this.xml = xml;
      this.language = xml.attribute("xml:lang");
    }

    ExportHead read(String encoding) {
      IOException damage = null;
      try {
        readToFirstPage();
      } catch (IOException e) {
        damage = e;
      }
      SiteInfo site = new SiteInfo(databaseName, language, namespaces);
      return new ExportHead(site, true, encoding, damage);
    }

    private void readToFirstPage() throws IOException {
      int depth = 1;
      while (depth > 0) {
        int event = xml.next();
        if (event == XMLStreamReader.END_ELEMENT) {
          depth--;
        } else if (event == XMLStreamReader.START_ELEMENT) {
          switch (xml.name()) {
            case "page" -> depth = 0;
            case "dbname" -> databaseName = xml.field();
            case "namespace" -> namespace();
            default -> depth++;
          }
        }
      }
    }

    private void namespace() throws IOException {
      int key = PageReader.number(xml.attribute("key"), "namespace");
      namespaces.put(key, xml.field());
      if (namespaces.size() > MAX_NAMESPACES) {
        throw new MalformedExportException(
            "malformed dump: expected at most 1,000 namespaces, found more");
      }
    }
  }
}
