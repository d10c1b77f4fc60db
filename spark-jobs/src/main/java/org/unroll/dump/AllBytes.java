package org.unroll.dump;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.unroll.dump.input.FilePart;
import org.unroll.dump.input.InputFile;
import org.unroll.files.CorruptDataException;

/**
 * The uncompressed bytes of a file from the start of a part to the end of the file. After damage,
 * where reading throws a {@link CorruptDataException}, it can go on.
 */
public final class AllBytes extends InputStream {

  private final PartBytes bytes;

  AllBytes(PartBytes bytes) {
    this.bytes = bytes;
  }

  /** Returns the bytes of a whole file, which is at its first stored byte. */
  public static AllBytes of(InputFile file, FSDataInputStream stored) throws IOException {
    return new AllBytes(PartBytes.of(new FilePart(file, 0, file.length()), stored));
  }

  /**
   * Moves past the damage at which reading has just failed.
   *
   * @return the number of stored bytes passed over
   */
  public long skipDamage() throws IOException {
    return bytes.skipDamage();
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    return bytes.read(to, from, length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
