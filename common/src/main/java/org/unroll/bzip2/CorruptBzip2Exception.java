package org.unroll.bzip2;

import java.io.IOException;

/** Bytes that are not what bzip2 writes, or not what it wrote. */
public final class CorruptBzip2Exception extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * What is wrong where.
   *
   * @param message what was expected and what was found
   * @param bit offset in the file, in bits
   */
  CorruptBzip2Exception(String message, long bit) {
    super("damaged bzip2 data at byte " + bit / Byte.SIZE + ": " + message);
  }
}
