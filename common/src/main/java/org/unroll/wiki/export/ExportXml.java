package org.unroll.wiki.export;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A reader of XML as MediaWiki exports it: without document types, and without entities other than
 * the five that XML predefines.
 */
final class ExportXml {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final WstxInputFactory FACTORY = factory();

  private ExportXml() {}

  private static WstxInputFactory factory() {
    WstxInputFactory factory = new WstxInputFactory();
    factory.configureForSpeed();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(WstxInputProperties.P_INPUT_BUFFER_LENGTH, BUFFER_BYTES);
    return factory;
  }

  static XMLStreamReader open(InputStream stream) throws IOException {
    try {
      return FACTORY.createXMLStreamReader(stream);
    } catch (XMLStreamException e) {
      throw readable(e);
    }
  }

  /**
   * Reads the next event.
   *
   * @throws IOException if the XML is malformed, has a document type, or cannot be read
   */
  static int next(XMLStreamReader reader) throws IOException {
    try {
      int event = reader.next();
      if (event == XMLStreamReader.DTD) {
        throw new IOException("expected no document type, found one: dumps of MediaWiki have none");
      }
      return event;
    } catch (XMLStreamException e) {
      throw readable(e);
    }
  }

  /** Reads the text of the element just opened, and its end. */
  static String elementText(XMLStreamReader reader) throws IOException {
    try {
      return reader.getElementText();
    } catch (XMLStreamException e) {
      throw readable(e);
    }
  }

  /** Skips to the end of the element just opened. */
  static void skipElement(XMLStreamReader reader) throws IOException {
    int depth = 1;
    while (depth > 0) {
      int event = next(reader);
      if (event == XMLStreamReader.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamReader.END_ELEMENT) {
        depth--;
      }
    }
  }

  /** Returns an attribute of the element just opened; empty if it has none of that name. */
  static String attribute(XMLStreamReader reader, String name) {
    for (int index = 0; index < reader.getAttributeCount(); index++) {
      if (reader.getAttributeLocalName(index).equals(name)) {
        return reader.getAttributeValue(index);
      }
    }
    return "";
  }

  private static IOException readable(XMLStreamException error) {
    if (error.getCause() instanceof IOException cause) {
      return cause;
    }
    String message = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    return new IOException("malformed XML: " + message, error);
  }
}
