package org.unroll.dump;

import java.io.IOException;
import java.io.InputStream;

/** The uncompressed bytes of a file from the start of a part to the end of the file. */
final class AllBytes extends InputStream {

  private final PartBytes bytes;

  AllBytes(PartBytes bytes) {
    this.bytes = bytes;
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
