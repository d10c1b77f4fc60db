package org.unroll.dump;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.unroll.dump.input.FilePart;

/** The uncompressed bytes of a part of a file, followed by those of the rest of the file. */
interface PartBytes extends Closeable {

  /** Returns the bytes of a part, at whose first byte the stored file is. */
  static PartBytes of(FilePart part, FSDataInputStream stored) throws IOException {
    return switch (part.file().storage()) {
      case PLAIN -> new PlainBytes(stored, part);
      case GZIP -> new GzipBytes(stored);
      case BZIP2 -> new Bzip2Bytes(stored, part);
    };
  }

  /**
   * Reads some bytes, either all from the part or all from after it.
   *
   * @return the number of bytes, at least 1; -1 at the end of the file
   */
  int read(byte[] to, int from, int length) throws IOException;

  /**
   * Moves past the damage at which {@link #read} has just failed; reading continues there.
   *
   * @return the number of stored bytes passed over, if this part counts them: each damage is
   *     counted by exactly one part of a file
   */
  long skipDamage() throws IOException;

  /**
   * Returns the place in the file of a byte read lately, such as "at byte 12", as part of a
   * sentence.
   *
   * @param offset the number of bytes read before it
   */
  String place(long offset);

  /** Whether the bytes read last belong to the part. */
  boolean isInPart();
}
