package org.unroll.files;

import java.io.IOException;

/** Thrown when compressed data is malformed, truncated or does not match its checksum. */
public class CorruptDataException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what was expected, what was found, and at which byte
   */
  public CorruptDataException(String message) {
    super(message);
  }
}
