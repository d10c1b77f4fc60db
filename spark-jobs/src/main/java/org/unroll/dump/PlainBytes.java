package org.unroll.dump;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a part as its stream gives them, stored plain or inflated from gzip. */
final class PlainBytes implements PartBytes {

  private final InputStream stream;

  /** The number of bytes of the part that are not read yet. */
  private long left;

  private boolean inPart = true;

  /**
   * Bytes of a stream.
   *
   * @param length of the part
   */
  PlainBytes(InputStream stream, long length) {
    this.stream = stream;
    this.left = length;
  }

  /** Creates the bytes of a part that is a whole file. */
  static PlainBytes whole(InputStream stream) {
    return new PlainBytes(stream, Long.MAX_VALUE);
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    inPart = left > 0;
    int read = stream.read(to, from, inPart ? (int) Math.min(length, left) : length);
    left -= Math.max(0, read);
    return read;
  }

  @Override
  public long skipDamage() {
    throw new IllegalStateException("only bzip2 data has checksums that reveal damage");
  }

  @Override
  public boolean isInPart() {
    return inPart;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
