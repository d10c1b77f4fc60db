package org.unroll.dump;

import java.io.Closeable;
import java.io.IOException;

/** The uncompressed bytes that a part of a file has, then those of what follows it. */
interface PartBytes extends Closeable {

  /**
   * Reads some bytes, either all of the part or all from behind it.
   *
   * @return how many, at least 1; -1 at the end of the file
   */
  int read(byte[] to, int from, int length) throws IOException;

  /**
   * Moves behind damage that {@link #read} has just met, so that reading goes on there.
   *
   * @return stored bytes that are passed over, as far as the part is to count them: each damage is
   *     counted by one part of a file
   */
  long skipDamage() throws IOException;

  /** Whether the bytes read last are the part's. */
  boolean isInPart();
}
