package org.unroll.dump;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.unroll.dump.input.FilePart;

/** The bytes of a part of a file that is not compressed. */
final class PlainBytes implements PartBytes {

  private final FSDataInputStream stream;
  private final long start;

  /** The number of bytes of the part that are not read yet. */
  private long left;

  private boolean inPart = true;

  /**
   * Creates the bytes of a part.
   *
   * @param stream the file at the first byte of the part
   */
  PlainBytes(FSDataInputStream stream, FilePart part) {
    this.stream = stream;
    this.start = part.start();
    this.left = part.end() - part.start();
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
    throw new IllegalStateException("only compressed data has checksums that reveal damage");
  }

  @Override
  public boolean isInPart() {
    return inPart;
  }

  @Override
  public String place(long offset) {
    return "at byte " + (start + offset);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
