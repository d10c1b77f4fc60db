package org.unroll.wiki.export;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A reader of XML as MediaWiki exports it: without document types, and without entities other than
 * the five that XML predefines. Whatever the document, it holds little of it: the lengths of names,
 * tags, attributes and short texts, the number of different names, and the depth are bounded.
 *
 * <p>All methods throw a {@link MalformedExportException} if the XML is malformed or exceeds a
 * bound, and pass on the errors of the stream.
 */
final class ExportXml {

  /** The longest text of an element other than {@code <text>}, in characters. */
  static final int MAX_FIELD_LENGTH = 4096;

  private static final int MAX_NAME_LENGTH = 256;
  private static final int MAX_NAMES = 500;
  private static final int MAX_ATTRIBUTES = 100;
  private static final int MAX_DEPTH = 100;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final WstxInputFactory FACTORY = factory();

  private final BoundedTags source;
  private final XMLStreamReader reader;
  private final Set<String> names = new HashSet<>();

  ExportXml(InputStream stream) throws IOException {
    source = new BoundedTags(stream);
    try {
      reader = FACTORY.createXMLStreamReader(source);
    } catch (XMLStreamException | RuntimeException e) {
      throw readable(e);
    }
  }

  private static WstxInputFactory factory() {
    WstxInputFactory factory = new WstxInputFactory();
    factory.configureForSpeed();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(WstxInputProperties.P_INPUT_BUFFER_LENGTH, BUFFER_BYTES);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, BoundedTags.MAX_BYTES);
    return factory;
  }

  /** Returns the encoding that the document declares or that its first bytes show, if any. */
  @Nullable String encoding() {
    return reader.getEncoding();
  }

  /** Reads the next event. */
  int next() throws IOException {
    try {
      int event = reader.next();
      switch (event) {
        case XMLStreamReader.DTD ->
            throw new MalformedExportException(
                "expected no document type, found one: dumps of MediaWiki have none");
        case XMLStreamReader.START_ELEMENT -> checkNames();
        case XMLStreamReader.PROCESSING_INSTRUCTION -> checkName(reader.getPITarget());
        default -> {
          // Text and ends of elements.
        }
      }
      return event;
    } catch (XMLStreamException | RuntimeException e) {
      throw readable(e);
    }
  }

  private void checkNames() throws MalformedExportException {
    checkName(reader.getLocalName());
    for (int index = 0; index < reader.getAttributeCount(); index++) {
      checkName(reader.getAttributeLocalName(index));
    }
  }

  /** The parser keeps each name that it meets. */
  private void checkName(String name) throws MalformedExportException {
    if (name.length() > MAX_NAME_LENGTH) {
      throw new MalformedExportException(
          "malformed dump: expected names of at most 256 characters, found a longer one");
    }
    if (names.add(name) && names.size() > MAX_NAMES) {
      throw new MalformedExportException(
          "malformed dump: expected at most 500 different names of elements, found more");
    }
  }

  /** Moves to the next start of an element, or the end of the current one; true at a start. */
  boolean nextChild() throws IOException {
    while (true) {
      int event = next();
      if (event == XMLStreamReader.START_ELEMENT) {
        return true;
      }
      if (event == XMLStreamReader.END_ELEMENT) {
        return false;
      }
    }
  }

  /** Returns the name of the element just opened. */
  String name() {
    return reader.getLocalName();
  }

  /** Reads the short text of the element just opened, and its end. */
  String field() throws IOException {
    String element = name();
    StringBuilder field = new StringBuilder();
    TextSink sink =
        (from, start, length) -> {
          if (length > MAX_FIELD_LENGTH - field.length()) {
            throw new MalformedExportException(
                "malformed dump: expected at most 4,096 characters in <"
                    + element
                    + ">, found more");
          }
          field.append(from, start, length);
        };
    while (nextText(sink)) {
      // The sink takes it.
    }
    return field.toString();
  }

  /** A consumer of pieces of text. */
  interface TextSink {
    void add(char[] from, int start, int length) throws IOException;
  }

  /**
   * Reads a piece of the text of the current element into {@code sink}, or the element's end.
   *
   * @return whether the element goes on
   */
  boolean nextText(TextSink sink) throws IOException {
    int event = next();
    switch (event) {
      case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE -> addTo(sink);
      case XMLStreamReader.START_ELEMENT ->
          throw new MalformedExportException(
              "malformed dump: expected text, found <" + name() + ">");
      default -> {
        // A comment.
      }
    }
    return event != XMLStreamReader.END_ELEMENT;
  }

  /** The parser reads the rest of a text when it is asked for it, and may find damage only then. */
  private void addTo(TextSink sink) throws IOException {
    char[] characters;
    int start;
    int length;
    try {
      characters = reader.getTextCharacters();
      start = reader.getTextStart();
      length = reader.getTextLength();
    } catch (RuntimeException e) {
      throw readable(e);
    }
    sink.add(characters, start, length);
  }

  /** Skips to the end of the element just opened. */
  void skipElement() throws IOException {
    int depth = 1;
    while (depth > 0) {
      depth += nextChild() ? 1 : -1;
    }
  }

  /** Returns an attribute of the element just opened; empty if it has none of that name. */
  String attribute(String name) throws IOException {
    try {
      for (int index = 0; index < reader.getAttributeCount(); index++) {
        if (reader.getAttributeLocalName(index).equals(name)) {
          return reader.getAttributeValue(index);
        }
      }
      return "";
    } catch (RuntimeException e) {
      throw readable(e);
    }
  }

  /** Ends a document that was read without an error; the parser's buffers are used again. */
  void close() throws IOException {
    try {
      reader.close();
    } catch (XMLStreamException | RuntimeException e) {
      throw readable(e);
    }
  }

  private IOException readable(Exception error) {
    IOException failure = source.failure();
    if (failure != null) {
      return failure;
    }
    String message = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    return new MalformedExportException("malformed XML: " + ShortQuote.line(message), error);
  }
}
