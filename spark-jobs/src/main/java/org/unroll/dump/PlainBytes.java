package org.unroll.dump;

import java.io.IOException;
import java.io.InputStream;

/** Bytes of a part as they are stored. */
final class PlainBytes implements PartBytes {

  private final InputStream stream;

  /** Bytes of the part that are not read yet. */
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

  /** A part that is all of a file. */
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
    throw new IllegalStateException("only bzip2 data has sums that tell damage");
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
