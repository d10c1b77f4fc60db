package org.unroll.bzip2;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The uncompressed bytes of a bzip2 file that is read from its start to its end. */
public final class Bzip2InputStream extends InputStream {

  private final InputStream stream;
  private final Bzip2Blocks blocks;
  private boolean started;
  private boolean ended;

  /** The range of the decoded block that has not been returned yet. */
  private int position;

  private int length;

  /**
   * Creates a stream of uncompressed bytes. Reading throws a {@link CorruptBzip2Exception} where
   * the file is damaged.
   *
   * @param stream the file from its first byte; closed with this stream
   */
  public Bzip2InputStream(InputStream stream) {
    this.stream = stream;
    this.blocks = new Bzip2Blocks(stream, 0);
    blocks.verifyStreams();
  }

  @Override
  public int read() throws IOException {
    return decode() ? blocks.bytes()[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int from, int wanted) throws IOException {
    Objects.checkFromIndexSize(from, wanted, to.length);
    if (wanted == 0) {
      return 0;
    }
    if (!decode()) {
      return -1;
    }
    int count = Math.min(wanted, length - position);
    System.arraycopy(blocks.bytes(), position, to, from, count);
    position += count;
    return count;
  }

  /** Decodes the next block if all bytes were returned; returns false at the end of the file. */
  private boolean decode() throws IOException {
    while (position == length) {
      if (ended || !next()) {
        ended = true;
        return false;
      }
      blocks.decode();
      position = 0;
      length = blocks.length();
    }
    return true;
  }

  private boolean next() throws IOException {
    if (started) {
      return blocks.next();
    }
    started = true;
    return blocks.first();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
