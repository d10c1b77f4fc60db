package org.unroll.bzip2;

import org.unroll.files.CorruptDataException;

/** Thrown when bzip2 data is malformed, truncated or does not match its checksum. */
public final class CorruptBzip2Exception extends CorruptDataException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what was expected and what was found
   * @param bit the offset in the file, in bits
   */
  CorruptBzip2Exception(String message, long bit) {
    super("damaged bzip2 data at byte " + bit / Byte.SIZE + ": " + message);
  }
}
