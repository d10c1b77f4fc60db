package org.unroll.wiki.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.Redirects;
import org.unroll.wiki.SiteInfo;

/**
 * A reader of pages of a MediaWiki export in formats 0.3 to 0.11, each an XML document of its own.
 * Of a page's revisions it returns the one with the latest timestamp, and of several with that
 * timestamp the last in the file.
 *
 * <p>However large a page is, the reader holds at most {@link Page#MAX_TEXT_LENGTH} characters of
 * its wikitext and a few thousand of any other element.
 */
public final class PageReader {

  private static final String WIKITEXT = "wikitext";

  private final Map<String, Integer> namespaceNumbers = new HashMap<>();

  private char[] text = new char[1 << 14];
  private int textLength;

  // The fields of the current page, as far as they have been read.

  private long id;

  private String title = "";
  private @Nullable Integer namespace;
  private @Nullable String redirectTarget;
  private boolean hasId;

  private long revisionId;
  private String timestamp = "";
  private String model = WIKITEXT;

  /**
   * Creates a reader of the pages of a wiki.
   *
   * @param siteInfo the source of the namespaces' prefixes, which formats before 0.6 need
   */
  public PageReader(SiteInfo siteInfo) {
    siteInfo
        .namespaces()
        .forEach((number, name) -> namespaceNumbers.put(name.toLowerCase(Locale.ROOT), number));
  }

  /**
   * Reads a page.
   *
   * @param document a {@code <page>} element, which the caller closes
   * @throws MalformedExportException if the XML is malformed, exceeds a bound, or is no page with
   *     an id; the stream may be read up to any byte then
   * @throws IOException if the stream cannot be read
   */
  public Page read(InputStream document) throws IOException {
    clear();
    ExportXml xml = new ExportXml(document);
    if (!xml.nextChild() || !xml.name().equals("page")) {
      throw new MalformedExportException(
          "malformed dump: expected <page>, found " + ShortQuote.of(xml.name()));
    }
    Page page = page(xml);
    xml.close();
    return page;
  }

  /**
   * Reads what stands between two pages of an export, and ignores it.
   *
   * @param document a document that holds no page, which the caller closes
   * @throws MalformedExportException if the XML is malformed or exceeds a bound
   * @throws IOException if the stream cannot be read
   */
  public static void skip(InputStream document) throws IOException {
    ExportXml xml = new ExportXml(document);
    while (xml.next() != XMLStreamReader.END_DOCUMENT) {
      // Nothing of it matters.
    }
    xml.close();
  }

  /**
   * Returns the title and id of the page read last, as far as they were read before an error; empty
   * if none was.
   */
  public String description() {
    String named = title.isEmpty() ? "" : " " + ShortQuote.of(title);
    String numbered = hasId ? " (id " + id + ")" : "";
    return named.isEmpty() && numbered.isEmpty() ? "" : "page" + named + numbered;
  }

  private void clear() {
    title = "";
    namespace = null;
    redirectTarget = null;
    hasId = false;
    revisionId = 0;
    timestamp = "";
    model = WIKITEXT;
    textLength = 0;
  }

  private Page page(ExportXml xml) throws IOException {
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "title" -> title = xml.field();
        case "ns" -> namespace = number(xml.field(), "ns");
        case "id" -> {
          id = longNumber(xml.field(), "id");
          hasId = true;
        }
        case "redirect" -> {
          redirectTarget = xml.attribute("title");
          xml.skipElement();
        }
        case "revision" -> revision(xml);
        default -> xml.skipElement();
      }
    }
    if (!hasId) {
      throw new MalformedExportException(
          "malformed dump: expected an <id> in the page, found none");
    }
    boolean tooLarge = textLength > Page.MAX_TEXT_LENGTH;
    String wikitext = tooLarge ? "" : new String(text, 0, textLength);
    return new Page(
        id, namespace(), title, redirect(wikitext), revisionId, model, wikitext, tooLarge);
  }

  private void revision(ExportXml xml) throws IOException {
    long ownId = 0;
    String ownTimestamp = "";
    String ownModel = WIKITEXT;
    boolean newest = timestamp.isEmpty();
    boolean hasText = false;
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "id" -> ownId = longNumber(xml.field(), "id");
        case "timestamp" -> {
          ownTimestamp = xml.field();
          newest = ownTimestamp.compareTo(timestamp) >= 0;
        }
        case "model" -> ownModel = xml.field();
        case "text" -> {
          if (newest) {
            text(xml);
            hasText = true;
          } else {
            xml.skipElement();
          }
        }
        default -> xml.skipElement();
      }
    }
    if (newest) {
      revisionId = ownId;
      timestamp = ownTimestamp;
      model = ownModel;
      textLength = hasText ? textLength : 0;
    }
  }

  /** Reads the text of the current element, up to one character more than a page may have. */
  private void text(ExportXml xml) throws IOException {
    textLength = 0;
    while (xml.nextText(this::append)) {
      if (textLength > Page.MAX_TEXT_LENGTH) {
        xml.skipElement();
        return;
      }
    }
  }

  private void append(char[] from, int start, int length) {
    int count = Math.min(length, Page.MAX_TEXT_LENGTH + 1 - textLength);
    if (textLength + count > text.length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, textLength + count));
    }
    System.arraycopy(from, start, text, textLength, count);
    textLength += count;
  }

  /** Formats before 0.6 do not number the namespace: it follows from the prefix of the title. */
  private int namespace() {
    if (namespace != null) {
      return namespace;
    }
    int colon = title.indexOf(':');
    return colon < 0
        ? 0
        : namespaceNumbers.getOrDefault(title.substring(0, colon).toLowerCase(Locale.ROOT), 0);
  }

  private @Nullable String redirect(String wikitext) {
    return redirectTarget != null ? redirectTarget : Redirects.target(wikitext);
  }

  static int number(String digits, String element) throws IOException {
    long number = longNumber(digits, element);
    if (number != (int) number) {
      throw new MalformedExportException(
          "malformed dump: expected the number of a namespace in <"
              + element
              + ">, found "
              + number);
    }
    return (int) number;
  }

  private static long longNumber(String digits, String element) throws IOException {
    try {
      return Long.parseLong(digits.strip());
    } catch (NumberFormatException e) {
      throw new MalformedExportException(
          "malformed dump: expected a number in <" + element + ">, found " + ShortQuote.of(digits),
          e);
    }
  }
}
