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
 * A reader of the pages of a MediaWiki export in formats 0.3 to 0.11, one after the other. Of a
 * page's revisions it returns the one with the latest timestamp, and of several with that timestamp
 * the last in the file.
 */
public final class PageReader {

  private static final String WIKITEXT = "wikitext";

  private final XMLStreamReader reader;
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

  private boolean withinPage;

  /**
   * Reads from a stream, which the caller closes.
   *
   * @param export a whole document from its first byte
   * @param siteInfo the source of the namespaces' prefixes, which formats before 0.6 need
   */
  public PageReader(InputStream export, SiteInfo siteInfo) throws IOException {
    reader = ExportXml.open(export);
    siteInfo
        .namespaces()
        .forEach((number, name) -> namespaceNumbers.put(name.toLowerCase(Locale.ROOT), number));
  }

  /**
   * Reads the next page; returns null after the last one.
   *
   * @throws IOException if the XML is malformed, a page lacks its id, or the stream cannot be read
   */
  public @Nullable Page next() throws IOException {
    while (true) {
      int event = ExportXml.next(reader);
      if (event == XMLStreamReader.END_DOCUMENT) {
        return null;
      }
      if (event == XMLStreamReader.START_ELEMENT) {
        String name = reader.getLocalName();
        if (name.equals("page")) {
          Page page = page();
          withinPage = false;
          return page;
        }
        if (!name.equals("mediawiki")) {
          ExportXml.skipElement(reader);
        }
      }
    }
  }

  /** Tells whether reading stopped within a page, because of an error. */
  public boolean isWithinPage() {
    return withinPage;
  }

  private Page page() throws IOException {
    withinPage = true;
    title = "";
    namespace = null;
    redirectTarget = null;
    hasId = false;
    revisionId = 0;
    timestamp = "";
    model = WIKITEXT;
    textLength = 0;
    while (nextChild()) {
      switch (reader.getLocalName()) {
        case "title" -> title = ExportXml.elementText(reader);
        case "ns" -> namespace = number(ExportXml.elementText(reader), "ns");
        case "id" -> {
          id = longNumber(ExportXml.elementText(reader), "id");
          hasId = true;
        }
        case "redirect" -> {
          redirectTarget = ExportXml.attribute(reader, "title");
          ExportXml.skipElement(reader);
        }
        case "revision" -> revision();
        default -> ExportXml.skipElement(reader);
      }
    }
    if (!hasId) {
      throw new IOException(
          "malformed dump: expected an <id> in the page '" + title + "', found none");
    }
    boolean tooLarge = textLength > Page.MAX_TEXT_LENGTH;
    String wikitext = tooLarge ? "" : new String(text, 0, textLength);
    return new Page(
        id, namespace(), title, redirect(wikitext), revisionId, model, wikitext, tooLarge);
  }

  /** Moves to the next child of the current element, or to the element's end. */
  private boolean nextChild() throws IOException {
    while (true) {
      int event = ExportXml.next(reader);
      if (event == XMLStreamReader.START_ELEMENT) {
        return true;
      }
      if (event == XMLStreamReader.END_ELEMENT) {
        return false;
      }
    }
  }

  private void revision() throws IOException {
    long ownId = 0;
    String ownTimestamp = "";
    String ownModel = WIKITEXT;
    boolean newest = timestamp.isEmpty();
    boolean hasText = false;
    while (nextChild()) {
      switch (reader.getLocalName()) {
        case "id" -> ownId = longNumber(ExportXml.elementText(reader), "id");
        case "timestamp" -> {
          ownTimestamp = ExportXml.elementText(reader);
          newest = ownTimestamp.compareTo(timestamp) >= 0;
        }
        case "model" -> ownModel = ExportXml.elementText(reader);
        case "text" -> {
          if (newest) {
            text();
            hasText = true;
          } else {
            ExportXml.skipElement(reader);
          }
        }
        default -> ExportXml.skipElement(reader);
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
  private void text() throws IOException {
    textLength = 0;
    int event = ExportXml.next(reader);
    while (event != XMLStreamReader.END_ELEMENT) {
      switch (event) {
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE -> append();
        case XMLStreamReader.START_ELEMENT ->
            throw new IOException(
                "malformed dump: expected text, found <" + reader.getLocalName() + ">");
        default -> {
          // A comment.
        }
      }
      event = ExportXml.next(reader);
    }
  }

  private void append() {
    int count = Math.min(reader.getTextLength(), Page.MAX_TEXT_LENGTH + 1 - textLength);
    if (textLength + count > text.length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, textLength + count));
    }
    System.arraycopy(reader.getTextCharacters(), reader.getTextStart(), text, textLength, count);
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
      throw new IOException(
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
      throw new IOException(
          "malformed dump: expected a number in <" + element + ">, found '" + digits + "'", e);
    }
  }
}
