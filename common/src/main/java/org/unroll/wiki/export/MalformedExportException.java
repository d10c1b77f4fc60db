package org.unroll.wiki.export;

import java.io.IOException;

/** Thrown when XML is not well-formed, is not what MediaWiki exports, or exceeds a bound. */
public final class MalformedExportException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedExportException(String message) {
    super(message);
  }

  MalformedExportException(String message, Throwable cause) {
    super(message, cause);
  }
}
